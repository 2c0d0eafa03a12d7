"""`python -m benchmarks`: every part in turn, then docs/performance.md."""

from __future__ import annotations

from benchmarks import asked, browsing, cohort, desk, drawing, memory, page, reading, report, results, sending, weight

PARTS = (reading, weight, browsing, page, sending, results, desk, asked, cohort, drawing, memory)


def main() -> None:
    """Run the parts one after the other: never two at once, they share the machine."""
    findings = []
    for part in PARTS:
        found = part.measure()
        report.show(found)
        findings += found
    report.write(findings)
    print(f"written to {report.PAGE.relative_to(report.PAGE.parent.parent)}")


main()
