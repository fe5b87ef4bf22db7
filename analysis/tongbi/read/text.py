"""Read a plain text file: bytes to characters."""

from __future__ import annotations

import codecs
from pathlib import Path

from tongbi.errors import ReadError

__all__ = ["decode", "read_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, source: str) -> str:
    """Turn a file's bytes into text: UTF-8, UTF-16 with a mark, else GB18030.

    Raises
    ------
    ReadError
        If the bytes are empty, binary, or in none of these encodings.
    """
    if not data.strip():
        raise ReadError(f"{source}：文件是空的", "请给出含有报告正文的文件")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, source)
    if b"\0" in data:
        raise ReadError(
            f"{source}：第 {data.index(0)} 字节是 NUL，不是文本文件",
            "请把报告另存为纯文本后再读",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030", source)


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{source}：第 {error.start} 字节既不是 UTF-8 也不是 GB18030 文本",
            "请把报告另存为 UTF-8 纯文本后再读",
        ) from error


def read_text(path: str | Path) -> str:
    r"""Return the text of the file at `path`, with line ends as ``\n``.

    Raises
    ------
    ReadError
        If the file is missing, unreadable, empty or not text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}：没有这个文件", "请检查路径") from error
    except IsADirectoryError as error:
        raise ReadError(f"{path}：是文件夹", "请给出报告文件") from error
    except OSError as error:
        raise ReadError(f"{path}：无法读取（{error.strerror}）", "请检查路径和权限") from error
    text = decode(data, str(path))
    return text.replace("\r\n", "\n").replace("\r", "\n")
