#!/usr/bin/env python3
"""The case runner itself: what must make a case fail does make it fail. The program under test is a two-line script."""
import os
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import run  # noqa: E402

PROGRAM = '#!/bin/sh\nif [ "$1" = bad ]; then [ "$2" = silent ] || echo "no such thing" >&2; exit 1; fi\nprintf "%s\\n" "$@"\n'


class Runner(unittest.TestCase):
    def setUp(self):
        self.made = tempfile.TemporaryDirectory()
        self.cli = pathlib.Path(self.made.name) / 'aracari-cli'
        self.cli.write_text(PROGRAM)
        os.chmod(self.cli, 0o755)

    def tearDown(self):
        self.made.cleanup()

    def case(self, *lines):
        path = pathlib.Path(self.made.name) / 'a.case'
        path.write_text('\n'.join(('# A reason.',) + lines) + '\n')
        run.run_case(path, self.cli)

    def holds(self, *lines):
        self.case(*lines)

    def fails(self, why, *lines):
        with self.assertRaisesRegex(run.Fault, why):
            self.case(*lines)

    def test_checks_match_lines_in_order(self):
        self.holds('# RUN: aracari-cli one two three', '# CHECK: one', '# CHECK-NEXT: tw', '# CHECK: {{^t.*e$}}')
        self.fails("'one' not found", '# RUN: aracari-cli one two', '# CHECK: two', '# CHECK: one')
        self.fails("'three' not found", '# RUN: aracari-cli one two three', '# CHECK: one', '# CHECK-NEXT: three')

    def test_check_line_is_letter_for_letter(self):
        self.holds("# RUN: aracari-cli 'a  b'", '# CHECK-LINE: a  b')
        self.fails('not found', "# RUN: aracari-cli 'a  b '", '# CHECK-LINE: a  b')

    def test_check_not_covers_the_whole_output(self):
        self.holds('# RUN: aracari-cli one', '# CHECK-NOT: two')
        self.fails('stands in line 1', '# RUN: aracari-cli two one', '# CHECK: one', '# CHECK-NOT: two')

    def test_exit_and_standard_error(self):
        self.holds('# RUN: aracari-cli bad', '# EXIT: 1', '# ERR-CHECK: no such thing', '# CHECK-NOT: no such')
        self.fails('exit 1, expected 0', '# RUN: aracari-cli bad')
        self.fails('exit 0, expected 1', '# RUN: aracari-cli good', '# EXIT: 1')
        self.fails('without a word', '# RUN: aracari-cli bad silent', '# EXIT: 1')

    def test_a_failed_part_of_a_pipe_is_a_failure(self):
        self.fails('exit 1', '# RUN: aracari-cli bad | cat')

    def test_runs_share_a_folder_and_a_body(self):
        self.holds('# RUN: cp %body %t/copy', '# RUN: cat %t/copy', '# CHECK-LINE: node { }', 'node { }')

    def test_what_is_no_case(self):
        self.fails('no RUN', 'x')
        self.fails('is no RUN', '# RUN: true', '# CHEKC: typo')
        self.fails('is no RUN', '# RUN: true', '# CHECK:')
        self.fails('is no RUN', '# CHECK: early', '# RUN: true')
        with self.assertRaisesRegex(run.Fault, 'reason'):
            run.parse('# RUN: true\n')


if __name__ == '__main__':
    unittest.main()
