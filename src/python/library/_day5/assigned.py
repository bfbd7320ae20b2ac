"""What the statements of a script assign: which names each of them gives something to, and what it may change besides."""

import ast
import dis

# Comprehensions that are part of the frame they stand in.
_INLINED = (ast.ListComp, ast.SetComp, ast.DictComp)
_COMPOUND = "body orelse finalbody handlers cases".split()
_GENERATOR = "<genexpr>"
# Where all names are the expression's own, and no statement assigns them.
EXPRESSIONS = (_GENERATOR, "<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>")


class Plan:
    """What is to be read once a statement has been executed."""

    __slots__ = ("body", "calls", "names", "roots")

    def __init__(self):
        self.body = ()  # of a `for` the lines that it repeats
        self.names = []  # it gives them something
        self.roots = []  # `a` of `a.b = …`, `a[0] = …` and `a.append(…)`: what they stand for may have changed
        self.calls = False  # whatever it calls may change whatever is within reach


def plans(tree):
    """A plan for each line on which statements begin that leave something to be read."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            line = node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno
            _note(node, found.setdefault(line, Plan()))
    return {line: plan for line, plan in found.items() if plan.names or plan.roots or plan.calls}


def _note(node, plan):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
        return  # what a script defines and imports is no variable of its own
    if isinstance(node, (ast.For, ast.AsyncFor)):
        plan.body = range(node.body[0].lineno, node.body[-1].end_lineno + 1)
    if isinstance(node, ast.ExceptHandler) and node.name:
        _add(plan.names, node.name)
    for field, child in ast.iter_fields(node):
        if field not in _COMPOUND:
            for each in child if isinstance(child, list) else [child]:
                if isinstance(each, ast.AST):
                    _note_expression(each, plan)


def _note_expression(node, plan):
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.comprehension):
        # Its targets are known in the comprehension alone.
        for each in (node.iter, *node.ifs):
            _note_expression(each, plan)
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        _add(plan.names, node.id)
    elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
        _add(plan.names, node.name)
    elif isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
        _add_root(node, plan)
    elif isinstance(node, (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)):
        plan.calls = True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            _add_root(node.func, plan)
    for each in ast.iter_child_nodes(node):
        _note_expression(each, plan)


def _add_root(node, plan):
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    if isinstance(node, ast.Name):
        _add(plan.roots, node.id)


def _add(names, name):
    if name not in names:
        names.append(name)


class Hidden:
    """
    Where a line is executed that Python does not report: loops that go round within one statement, such as
    `for p in ps: p.grad = 0.0`, and functions within one line.
    """

    def __init__(self, tree, statements):
        self.statements = statements
        self.comprehensions = []
        self.loops = []
        self.functions = set()
        for node in ast.walk(tree):
            if isinstance(node, _INLINED):
                self.comprehensions.append(((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)))
            elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
                self.loops.append(node.lineno)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.body[0].lineno == node.lineno:
                self.functions.add(node.lineno)

    def begins(self, code):
        """The line on which `code` begins to do something, where that is the one that defines it; 0 for any other."""
        line = code.co_firstlineno
        return self.statements.get(line, line) if code.co_name in EXPRESSIONS or line in self.functions else 0

    def rounds(self, code):
        """By the offset of the instruction that begins another round, by jumping back: the line of the statement."""
        is_generator = code.co_name == _GENERATOR
        last = max((line for _, _, line in code.co_lines() if line), default=0)
        if not is_generator and not any(code.co_firstlineno <= line <= last for line in self.loops):
            return {}
        instructions = list(dis.get_instructions(code))
        by_offset = {each.offset: each for each in instructions}
        found = {}
        for each in instructions:
            if each.opname.startswith("JUMP_BACKWARD"):
                target = by_offset.get(each.argval)
                if target is not None and self._is_round(each, target):
                    found[each.offset] = self.statements.get(target.line_number, target.line_number)
        return found

    def _is_round(self, source, target):
        line = self.statements.get(source.line_number, source.line_number)
        if line is None or line != self.statements.get(target.line_number, target.line_number):
            return False
        at = (target.positions.lineno, target.positions.col_offset)
        return not any(begin <= at < end for begin, end in self.comprehensions)
