"""What is known of each piece of a script's code before it runs: its arguments, and what to read after each of its statements."""

from .assigned import EXPRESSIONS

_OPTIMIZED = 1
_VARARGS, _VARKEYWORDS = 4, 8

# Whose a name is.
OWN, OUTSIDE, SCRIPT = range(3)

_scopes = {}  # id() of code -> Scope; hashing code itself is slow


class Scope:
    """A piece of code: the script, a function, an expression with names of its own, the body of a class."""

    __slots__ = ("arguments", "begins", "code", "everything", "reads", "rounds")

    def __init__(self, code, plans, begins, rounds, is_script):
        self.code = code
        self.begins = begins  # the line on which it begins, where Python does not report it; else 0
        self.rounds = rounds  # the offsets at which another round of a loop begins, and its line
        self.arguments = ()
        self.everything = None  # of an expression all its names, which no statement assigns
        self.reads = {}  # line of a statement -> what to read once it has been executed
        if is_script:
            self.reads = {line: Reads(plan, [SCRIPT] * len(plan.names), [SCRIPT] * len(plan.roots)) for line, plan in plans.items()}
        elif code.co_flags & _OPTIMIZED:
            count = code.co_argcount + code.co_kwonlyargcount
            count += bool(code.co_flags & _VARARGS) + bool(code.co_flags & _VARKEYWORDS)
            self.arguments = tuple(name for name in code.co_varnames[:count] if name[0] != ".")
            own = dict.fromkeys(code.co_freevars, OUTSIDE) | dict.fromkeys(code.co_varnames + code.co_cellvars, OWN)
            last = max((line for _, _, line in code.co_lines() if line), default=0)
            for line, plan in plans.items():
                if code.co_firstlineno <= line <= last:
                    self.reads[line] = Reads(plan, *([own.get(name, SCRIPT) for name in names] for names in (plan.names, plan.roots)))
        # Else it is the body of a class: names that this gives something to are no variables.
        if code.co_name in EXPRESSIONS:
            self.everything = tuple(name for name in code.co_varnames + code.co_cellvars if name[0] != ".")


class Reads:
    """A plan, seen from one piece of code: what to read, in which order, and whose each name is."""

    __slots__ = ("all", "body", "calls", "given", "reaches_out")

    def __init__(self, plan, names, roots):
        self.body = plan.body
        self.calls = plan.calls
        self.given = tuple(zip(plan.names, names, (True,) * len(names)))
        # Last what the statement gives nothing to, but may have changed.
        self.all = (*self.given, *zip(plan.roots, roots, (False,) * len(roots)))
        self.reaches_out = any(whose != OWN for whose in (*names, *roots))


def note(code, plans, hidden, is_script):
    """Notes a piece of code that is to be followed; see `assigned` for `plans` and `hidden`. Returns its scope."""
    scope = _scopes[id(code)] = Scope(code, plans, hidden.begins(code), hidden.rounds(code), is_script)
    return scope


def of(code):
    """The scope of code that has been noted."""
    return _scopes[id(code)]


def stop():
    """Lets go of everything."""
    _scopes.clear()
