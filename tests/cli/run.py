#!/usr/bin/env python3
"""Runs .case files: command lines with what they are to print.

    run.py --cli PATH/aracari-cli FILE.case ...

A case begins with the reason, in words. Then, any number of times, a command and what is expected of it:

    # The command line is wrong whatever the file holds: exit 2, and the flag is named.
    # RUN: aracari-cli summarize %data/har.pb --nonsense
    # EXIT: 2
    # ERR-CHECK: --nonsense
    # CHECK-NOT: nodes

RUN        a line for bash; aracari-cli is the program under test. %data is tests/data, %cases is
           tests/conformance/cases, %t an empty folder of this case, %body a file holding all lines of the case that do
           not begin with "# " or stand as "#" alone.
EXIT       the exit code, 0 when not given. aracari-cli must say something on standard error with every code but 0 and 5.
CHECK      this text is in a line of standard output after the line that matched before; {{...}} is a regular expression.
CHECK-NEXT in the very next line. CHECK-LINE is a whole line, letter for letter. CHECK-NOT is nowhere in the output.
           All four with ERR- before them look at standard error.
NEEDS      shared: the case uses %shared, the model collection; without it the case is skipped (exit 77).
"""
import argparse
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent
DIRECTIVE = re.compile(r'^# ([A-Z][A-Z-]*):(?: (.*))?$')
CHECK = re.compile(r'^(ERR-)?CHECK(-NEXT|-LINE|-NOT)?$')
TIME_LIMIT = 120
SANITIZER_EXIT = 99  # told apart from the exit codes the program promises


class Fault(Exception):
    """The case does not hold, or is not written as a case."""


class Skip(Exception):
    pass


class Run:
    def __init__(self, line, command):
        self.line, self.command, self.exit, self.checks = line, command, 0, []


def parse(text):
    """The runs of a case, what it needs, and its body."""
    runs, needs, body, reason = [], [], [], False
    for number, line in enumerate(text.splitlines(), 1):
        found = DIRECTIVE.match(line)
        if not found:
            reason |= not runs and line.startswith('# ')
            if not line.startswith('# ') and line != '#':
                body.append(line)
            continue
        word, rest = found.group(1), (found.group(2) or '')
        if word == 'RUN':
            runs.append(Run(number, rest.strip()))
        elif word == 'NEEDS' and rest.strip() == 'shared':
            needs.append('shared')
        elif word == 'EXIT' and runs and rest.strip().isdigit():
            runs[-1].exit = int(rest)
        elif CHECK.match(word) and runs and rest.strip():
            runs[-1].checks.append((number, word, rest))
        else:
            raise Fault(f'line {number}: {line!r} is no RUN, EXIT, CHECK or NEEDS, stands before the first RUN, or is empty')
    if not runs:
        raise Fault('no RUN line')
    if not reason:
        raise Fault('no comment that tells the reason')
    return runs, needs, '\n'.join(body) + '\n'


def pattern_of(word, rest):
    if word.endswith('-LINE'):
        return re.compile('^' + re.escape(rest) + '$')
    parts = re.split(r'\{\{(.*?)\}\}', rest.strip())
    return re.compile(''.join(p if i % 2 else re.escape(p) for i, p in enumerate(parts)))


def verify(run, out, err):
    """Every CHECK of the run, in the order of the file."""
    at = {'': 0, 'ERR-': 0}
    lines = {'': out.splitlines(), 'ERR-': err.splitlines()}
    for number, word, rest in run.checks:
        stream = 'ERR-' if word.startswith('ERR-') else ''
        have, start, pattern = lines[stream], at[stream], pattern_of(word, rest)
        if word.endswith('-NOT'):
            hits = [i for i, line in enumerate(have) if pattern.search(line)]
            if hits:
                raise Fault(f'line {number}: {word}: {rest.strip()!r} stands in line {hits[0] + 1} of the output')
            continue
        end = start + 1 if word.endswith('-NEXT') else len(have)
        hit = next((i for i in range(start, min(end, len(have))) if pattern.search(have[i])), None)
        if hit is None:
            raise Fault(f'line {number}: {word}: {rest.strip()!r} not found from line {start + 1} of the output')
        at[stream] = hit + 1


def execute(run, places, cli, folder):
    command = re.sub(r'%(data|cases|shared|body|t)\b', lambda m: shlex.quote(str(places[m.group(1)])), run.command)
    env = {'PATH': f'{cli.parent}:{os.environ.get("PATH", "/usr/bin:/bin")}', 'HOME': str(folder), 'LC_ALL': 'C.UTF-8',
           'TMPDIR': str(folder), 'UBSAN_OPTIONS': 'print_stacktrace=1'}
    env['ASAN_OPTIONS'] = ':'.join(filter(None, [os.environ.get('ASAN_OPTIONS'), f'exitcode={SANITIZER_EXIT}']))
    env['UBSAN_OPTIONS'] += f':exitcode={SANITIZER_EXIT}'
    try:
        done = subprocess.run(['bash', '-o', 'pipefail', '-c', command], cwd=folder, env=env, timeout=TIME_LIMIT,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except subprocess.TimeoutExpired:
        raise Fault(f'line {run.line}: no end within {TIME_LIMIT} s: {command}')
    out, err = done.stdout.decode(errors='replace'), done.stderr.decode(errors='replace')
    try:
        if done.returncode != run.exit:
            raise Fault(f'line {run.line}: exit {done.returncode}, expected {run.exit}')
        if run.command.startswith('aracari-cli') and run.exit not in (0, 5) and not err.strip():
            raise Fault(f'line {run.line}: exit {run.exit} without a word on standard error')
        verify(run, out, err)
    except Fault as e:
        raise Fault(f'{e}\n--- {command}\n--- standard output\n{out}--- standard error\n{err}---')


def run_case(path, cli):
    runs, needs, body = parse(path.read_text())
    shared = pathlib.Path(os.environ.get('ARACARI_SHARED') or TESTS.parent.parent / 'shared')
    if 'shared' in needs and not shared.is_dir():
        raise Skip('needs the model collection: set ARACARI_SHARED or put it at ../shared')
    with tempfile.TemporaryDirectory(prefix='aracari-case-') as made:
        folder = pathlib.Path(made) / 't'
        folder.mkdir()
        (pathlib.Path(made) / 'body').write_text(body)
        places = {'data': TESTS / 'data', 'cases': TESTS / 'conformance' / 'cases', 'shared': shared, 't': folder,
                  'body': pathlib.Path(made) / 'body'}
        for run in runs:
            execute(run, places, cli, folder)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--cli', required=True, type=pathlib.Path)
    p.add_argument('cases', nargs='+', type=pathlib.Path)
    args = p.parse_args()
    faults = skips = 0
    for path in args.cases:
        try:
            run_case(path, args.cli.absolute())
        except Skip as e:
            skips += 1
            print(f'{path}: skipped: {e}')
        except Fault as e:
            faults += 1
            print(f'{path}: {e}')
    return 1 if faults else 77 if skips == len(args.cases) else 0


if __name__ == '__main__':
    sys.exit(main())
