"""The command line starts sooner, and nothing is missing from what it loads."""

import subprocess
import sys

CODE = """
import sys
from futurefit import course, records, grading
assert "rfc3987_syntax" not in sys.modules  # a library changes nothing for its users
from futurefit.sooner import put_off_address_grammar
put_off_address_grammar()
import nbgrader.api
print("lark" in sys.modules)
from jsonschema import FormatChecker
for address in ("http://example.com/é", "no address <"):
    print(FormatChecker().conforms(address, "iri"))
print("lark" in sys.modules)
import rfc3987_syntax
print(rfc3987_syntax.is_valid_syntax("iri", "http://example.com/"))
"""


def test_the_grammar_of_addresses_is_built_when_an_address_is_checked():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "False", "True", "True"]
