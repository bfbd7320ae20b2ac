"""Describes how a script failed: in Python's words, at the last place that is the learner's own."""

import linecache
import traceback

from .restore import SCRATCH


def describe(error, file, own):
    """An exception that a script was left through: what it is, what it says, and its place in the learner's files `own`."""
    if isinstance(error, SyntaxError) and error.filename in own:
        lines = linecache.getlines(error.filename)
        place = {
            "file": _short(error.filename),
            "line": error.lineno,
            "column": error.offset,
            "endLine": error.end_lineno,
            "endColumn": error.end_offset if error.end_offset and error.end_offset > 0 else None,
        }
        message = error.msg
        if error.lineno is not None and error.lineno > len(lines):
            place["line"] = max(1, len(lines))
    else:
        place = {"file": file, "line": None, "column": None, "endLine": None, "endColumn": None}
        frames = _frames(error, own)
        if frames:
            at = frames[-1]
            name = at.tb_frame.f_code.co_filename
            place["file"] = _short(name)
            place["line"] = at.tb_lineno
            positions = list(at.tb_frame.f_code.co_positions())
            if at.tb_lasti // 2 < len(positions):
                line, end_line, column, end_column = positions[at.tb_lasti // 2]
                if line == at.tb_lineno and None not in (end_line, column, end_column):
                    place["column"] = _column(name, line, column)
                    place["endLine"] = end_line
                    place["endColumn"] = _column(name, end_line, end_column)
        elif isinstance(error, SyntaxError):
            # Python does not say where the character is that it cannot read.
            place["line"] = next((k for k, text in enumerate(linecache.getlines(file), 1) if "\0" in text), None)
        message = _message(error)
    return {"name": type(error).__name__, "message": message, **place, "traceback": _traceback(error, own)}


def last_line(error, file):
    """The line of the script that an exception came through last; None for none."""
    frames = _frames(error, {file})
    return frames[-1].tb_lineno if frames else None


def _frames(error, own):
    """The entries of a traceback that are in the learner's files, outermost first."""
    found = []
    at = error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename in own:
            found.append(at)
        at = at.tb_next
    return found


def _message(error):
    try:
        exception = traceback.TracebackException.from_exception(error)
        text = "".join(exception.format_exception_only()).strip()
        name = f"{type(error).__name__}: "
        last = next((line for line in text.splitlines() if line.startswith(name)), "")
        return last.removeprefix(name) or str(error)
    except Exception:
        return str(error)


def _traceback(error, own):
    exception = traceback.TracebackException.from_exception(error, compact=True)
    each = exception
    seen = set()
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        each.stack = traceback.StackSummary.from_list([frame for frame in each.stack if frame.filename in own])
        each = each.__cause__ or each.__context__
    return "".join(exception.format()).replace(f"{SCRATCH}/", "")


def _short(name):
    return name.removeprefix(f"{SCRATCH}/")


def _column(name, line, bytes_before):
    """A column in characters, from 1, of one in bytes of UTF-8, from 0."""
    text = linecache.getline(name, line)
    return len(text.encode()[:bytes_before].decode(errors="ignore")) + 1
