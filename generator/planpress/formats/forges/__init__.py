"""What forges and CI read: annotations, code quality, SARIF and JUnit, each written once for findings and for
comparisons. `remarks` is what all of these tell.
"""
