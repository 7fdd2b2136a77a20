"""What docs/hosting.md says to run: each line writes the site's own header into a server's file."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.test_docs import DOCS, blocks_of

pytestmark = pytest.mark.process

EXPECTED = {
    "plan-policy.conf": ('add_header Content-Security-Policy "', 'Header always set Content-Security-Policy "'),
    "site/_headers": ("/*\n  Content-Security-Policy: default-src",),
}
COMMANDS = blocks_of(DOCS / "hosting.md", "sh")
assert len(COMMANDS) == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_a_server_is_told_the_header_of_the_site(command: str, demonstration: Path, tmp_path: Path) -> None:
    """The line writes one file, in that server's form, with the whole header and nothing that ends it early."""
    (tmp_path / "site").mkdir()
    policy = demonstration / "site" / "content-security-policy.txt"
    shutil.copy(policy, tmp_path / "site")
    subprocess.run(["bash", "-euc", command], cwd=tmp_path, check=True)
    name = next(name for name in EXPECTED if (tmp_path / name).is_file())
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith(EXPECTED[name])
    header = policy.read_text(encoding="utf-8").strip()
    assert text.count(header) == 1
    assert not set('"\\$%\n') & set(header)
    assert max(map(len, text.splitlines())) <= 2000
