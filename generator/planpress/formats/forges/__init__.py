"""What forges and CI read: annotations, code quality, SARIF and JUnit, each once for findings and comparisons."""
