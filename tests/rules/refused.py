"""Attacks on formulas, slips in them, and what comes near and is allowed: each with its problem, or None."""

from __future__ import annotations

CALLS = "; only min, max, abs, sqrt, log and exp can be called"
NO_EXPRESSION = "is no expression; write it as 0.7 * precision + 0.3 * recall"
TOO_LONG = "is longer than 500 characters; add a column to the table instead"
TOO_DEEP = "is nested more than 100 deep; add a column to the table instead"
POWER = "raises to a power that is not a number of at most 16"

REFUSED = {
    # calls
    "open('/etc/passwd')": f'''calls "open"{CALLS}''',
    "__import__('os').system('id')": f'''calls "__import__('os').system"{CALLS}''',
    "eval('a')": f'calls "eval"{CALLS}',
    "a()": f'calls "a"{CALLS}',
    "min(a, b)(a)": f'calls "min(a, b)"{CALLS}',
    "(lambda: 1)()": f'calls "lambda: 1"{CALLS}',
    "max(a, b, key=abs)": "passes an argument by name; write its value alone",
    "min(*a)": 'calls "min" with 1; it takes 2 arguments',
    "min(*a, *b)": 'uses "*a", which is not allowed in a formula',
    "min(a)": 'calls "min" with 1; it takes 2 arguments',
    "sqrt()": 'calls "sqrt" with 0; it takes 1 argument',
    "log(a, b, 2)": 'calls "log" with 3; it takes at most 2 arguments',
    # attributes, items and what hides them
    "a.real": 'uses "a.real", which is not allowed in a formula',
    "a.__class__.__mro__": 'uses "a.__class__.__mro__", which is not allowed in a formula',
    "().__class__.__base__.__subclasses__()": f'calls "().__class__.__base__.__subclasses__"{CALLS}',
    "a[0]": 'uses "a[0]", which is not allowed in a formula',
    "f'{a.__class__}'": """uses "f'{a.__class__}'", which is not allowed in a formula""",
    # statements and loops
    "import os": NO_EXPRESSION,
    "a = 1": NO_EXPRESSION,
    "a; b": NO_EXPRESSION,
    "for x in a: x": NO_EXPRESSION,
    "[x for x in a]": 'uses "[x for x in a]", which is not allowed in a formula',
    "sum(x for x in a)": f'calls "sum"{CALLS}',
    "{x: x for x in a}": 'uses "{x: x for x in a}", which is not allowed in a formula',
    "lambda: a": 'uses "lambda: a", which is not allowed in a formula',
    "(a := 9)": 'uses "a := 9", which is not allowed in a formula',
    "(yield a)": 'uses "yield a", which is not allowed in a formula',
    "await a": 'uses "await a", which is not allowed in a formula',
    "a, b": 'uses "a, b", which is not allowed in a formula',
    "{a}": 'uses "{a}", which is not allowed in a formula',
    # what grows
    "9 ** 9 ** 9": POWER,
    "a ** b": POWER,
    "a ** 17": POWER,
    "a ** -(17)": POWER,
    "(9 ** 16) ** (16)": None,
    "'a' * 9999999999": """holds "'a'", which is no number""",
    "b'a' * 99": """holds "b'a'", which is no number""",
    "1e999 * a": "holds a number that is too large",
    "9" * 400 + " * a": "holds a number that is too large",
    "(" * 150 + "a" + ")" * 150: None,
    "(" * 240 + "a" + ")" * 240: NO_EXPRESSION,
    "-" * 99 + "a": None,
    "-" * 100 + "a": TOO_DEEP,
    "a" + ".a" * 240: TOO_DEEP,
    "a" + ".a" * 240 + "()": TOO_DEEP,
    "a" + " + a" * 99: None,
    "a" + "+a" * 240: TOO_DEEP,
    " " * 500 + "a": TOO_LONG,
    "a" * 501: TOO_LONG,
    # operators and constants
    "a % b": 'uses "%", which is not allowed in a formula',
    "a // b": 'uses "//", which is not allowed in a formula',
    "a ^ 2": 'uses "^"; a power is written as **',
    "a << 9999": 'uses "<<", which is not allowed in a formula',
    "~a": 'uses "~", which is not allowed in a formula',
    "a in b": 'uses "in", which is not allowed in a formula',
    "a is not b": 'uses "is not", which is not allowed in a formula',
    "True + a": 'holds "True", which is no number',
    "None": 'holds "None", which is no number',
    "a + 1j": 'holds "1j", which is no number',
    "a + ...": 'holds "...", which is no number',
    # nothing, or nonsense
    "": NO_EXPRESSION,
    "   ": NO_EXPRESSION,
    "a +": NO_EXPRESSION,
    "val-error %": NO_EXPRESSION,
    "\0": NO_EXPRESSION,
    "\ud800": NO_EXPRESSION,
    "a = b": NO_EXPRESSION,
    "a = = b": NO_EXPRESSION,
    "1 is 2": 'uses "is", which is not allowed in a formula',
    "# a": NO_EXPRESSION,
}
