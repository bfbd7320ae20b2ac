"""What each executed line of a script gave its names, and what it printed."""

import ast
import json
import reprlib
import sys

from .assigned import EXPRESSIONS

TOOL = sys.monitoring.PROFILER_ID
NAME = "day5"
LINE = sys.monitoring.events.LINE
CO_OPTIMIZED = 1  # set for functions, not for modules and classes

# A stop's names and prints are bounded: who wants to read more?
MOST_NAMES = 64
MOST_PRINTED = 100
LONGEST_TEXT = 500

value_classes = set()

_main = ""
_report = None
_names = {}  # line -> the names that its statement gives something to
_rivals = {}  # line -> other lines that give something to the same names
_headers = set()  # lines of `for` and `while`: they begin the next round of a loop
_statements = {}
_left_out = set()
_code = None
_ran = {}  # line that has begun -> the frame it runs in; its names are read when they are asked for
_given = {}  # (line, name) -> value
_printed = []  # (text, line)
_open = False  # whether the line of output that was written to last goes on
_later = {}  # what did not belong to the stop before, and so does to the next one
_later_printed = []
_seen = set()
_count = 0
busy = False  # the script's own code is called to be shown
stopping = False

short_repr = reprlib.Repr(
    maxlevel=3, maxlist=8, maxtuple=8, maxdict=6, maxset=6, maxstring=80, maxother=80, maxlong=40
).repr


def statements(tree):
    """By line, the line on which its statement begins, for statements of several lines; of a compound one, its head."""
    global _statements
    _statements = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt):
            continue
        if isinstance(node, ast.Match):
            end = node.cases[0].pattern.lineno - 1
        else:
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno
        for line in range(node.lineno + 1, (end or node.lineno) + 1):
            _statements.setdefault(line, node.lineno)
    return _statements


def start(tree, main):
    global _main, _names, _rivals, _headers, _count, busy, _open, stopping
    _main = main
    _names, _rivals, _headers = {}, {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            _note_statement(node)
    for line, names in _names.items():
        rivals = [each for each, others in _names.items() if each != line and not set(names).isdisjoint(others)]
        if rivals:
            _rivals[line] = rivals
    _count = 0
    busy = _open = False
    stopping = False
    for each in (_ran, _given, _printed, _later, _later_printed, _seen):
        each.clear()


def _note_statement(node):
    targets = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        targets = [node.target]
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        targets = [node.target]
        _headers.add(node.lineno)
    elif isinstance(node, ast.While):
        _headers.add(node.lineno)
    elif isinstance(node, ast.With):
        targets = [item.optional_vars for item in node.items if item.optional_vars]
    names = [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]
    if not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.With, ast.Try)):
        names += [each.target.id for each in ast.walk(node) if isinstance(each, ast.NamedExpr)]
    if names:
        _names.setdefault(node.lineno, []).extend(name for name in names if name not in _names.get(node.lineno, ()))


def claim_tool():
    """Makes the tool ours, unless it is; a script may have freed it."""
    if sys.monitoring.get_tool(TOOL) is None:
        sys.monitoring.use_tool_id(TOOL, NAME)


def monitor(code, report):
    """Follows the lines of `code` and of the functions in it; `report(line)` is called now and then, and for every new line."""
    global _code, _report
    _code = code
    _report = report
    monitoring = sys.monitoring
    claim_tool()
    monitoring.register_callback(TOOL, LINE, _on_line)
    for each in codes(code):
        # Names that the body of a class gives something to are no variables; those of an expression are none of the script's.
        if each.co_name in EXPRESSIONS:
            continue
        if each not in _left_out and (each is code or each.co_flags & CO_OPTIMIZED):
            monitoring.set_local_events(TOOL, each, LINE)


def leave_out(code):
    _left_out.add(code)
    if sys.monitoring.get_tool(TOOL) is not None:
        sys.monitoring.set_local_events(TOOL, code, 0)


def stop():
    global _code
    if _code is not None:
        for each in codes(_code):
            sys.monitoring.set_local_events(TOOL, each, 0)
        _code = None
    _left_out.clear()
    value_classes_of_script = [cls for cls in value_classes if cls.__module__ == "__main__"]
    value_classes.difference_update(value_classes_of_script)


def codes(code):
    """The code of a script and of everything in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, type(code)):
            yield from codes(constant)


def _on_line(code, line):
    global _count
    if busy:
        return None
    if stopping:
        raise KeyboardInterrupt
    statement = _statements.get(line, line)
    if statement not in _names:
        # Nothing to read here: heard of once, until something makes every line be heard of again.
        _report(line)
        return sys.monitoring.DISABLE
    _count += 1
    if line not in _seen or not _count & 63:
        _seen.add(line)
        _report(line)
    for rival in _rivals.get(statement, ()):
        if rival in _ran:
            _read(rival)
    _ran[statement] = sys._getframe(1)
    return None


def interrupt():
    """From now on every line of the script raises KeyboardInterrupt, whatever the script does with the one before."""
    global stopping
    stopping = True
    sys.monitoring.restart_events()


def _read(line):
    """Reads what a line that has run gave its names."""
    frame = _ran.pop(line)
    values = frame.f_locals
    for name in _names[line]:
        if name in values:
            _given[line, name] = values[name]
        elif name in frame.f_globals:
            _given[line, name] = frame.f_globals[name]


def printed(text, line):
    """
    The script has printed something on a line. A line of output may come in parts: those of one stop are put together, what
    follows after it is told with the next.
    """
    global _open
    *whole, last = text.split("\n")
    for each in whole:
        _write(each, line)
        _open = False
    if last:
        _write(last, line)
    if len(_printed) > 2 * MOST_PRINTED:
        del _printed[MOST_PRINTED:-MOST_PRINTED // 2]


def _write(text, line):
    """Writes to the line of output that goes on, or begins another."""
    global _open
    if not _open or (text and not _printed):
        _printed.append((text[:LONGEST_TEXT], _statements.get(line, line)))
    elif text and len(_printed[-1][0]) < LONGEST_TEXT:
        before, at = _printed[-1]
        _printed[-1] = ((before + text)[:LONGEST_TEXT], at)
    _open = True


def begin():
    """The first stop begins: all that was given and printed before belongs to it."""
    _read_ended()
    for key, value in _given.items():
        if not _is_passed_over(key, value):
            _later[key] = value
    _later_printed.extend(_printed)
    _given.clear()
    _printed.clear()


def _is_passed_over(key, value):
    """Whether it is the parameter that a loop stands at: nobody wants to read which. Its line is not read again."""
    line, _ = key
    if line not in _headers or type(value) not in value_classes:
        return False
    _names.pop(line, None)
    return True


def take(at):
    """What was given and printed up to the stop on line `at`, as JSON; what stands above it belongs to the next stop."""
    _read_ended()
    if not (_given or _printed or _later or _later_printed):
        return ""
    given, lines = dict(_later), list(_later_printed)
    _later.clear()
    _later_printed.clear()
    for key, value in _given.items():
        if _is_passed_over(key, value):
            continue
        if _belongs(key[0], at):
            given.pop(key, None)
            given[key] = value
        else:
            _later[key] = value
    for text, line in _printed:
        (lines if _belongs(line, at) else _later_printed).append((text, line))
    _given.clear()
    _printed.clear()
    if not given and not lines:
        return ""
    names = [[line, name, *_shown(value)] for (line, name), value in list(given.items())[-MOST_NAMES:]]
    return json.dumps([names, lines[:MOST_PRINTED]])


def _read_ended():
    """Reads the lines that are no longer under way."""
    if not _ran:
        return
    frame = sys._getframe(1)
    running = set()
    while frame is not None:
        if frame.f_code.co_filename == _main:
            running.add((frame, _statements.get(frame.f_lineno, frame.f_lineno)))
        frame = frame.f_back
    for line in [line for line, frame in _ran.items() if (frame, line) not in running]:
        _read(line)


def rest():
    """What is left when the script has ended, as JSON."""
    lines = [*_later_printed, *_printed][:MOST_PRINTED]
    for each in (_ran, _given, _printed, _later, _later_printed):
        each.clear()
    return json.dumps([[], lines]) if lines else ""


def _belongs(line, at):
    return line >= at and line not in _headers


def _shown(value):
    """The kind of a value and how it is written: "n" a number, "l" a few of them, "t" anything else."""
    global busy
    number = _number_of(value)
    if number is not None:
        return "n", repr(number)
    if isinstance(value, (list, tuple)) and 0 < len(value) <= 16:
        numbers = [_number_of(each) for each in value]
        if None not in numbers:
            return "l", " ".join(map(repr, numbers))
    busy = True
    try:
        text = short_repr(value)
    except Exception:
        text = f"<{type(value).__name__}>"
    finally:
        busy = False
    return "t", text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _number_of(value):
    kind = type(value)
    if kind is float or (kind is int and -(2**53) < value < 2**53):
        return float(value)
    if kind in value_classes:
        data = getattr(value, "data", None)
        if isinstance(data, (int, float)):
            return float(data)
    return None
