#!/usr/bin/env python3
"""Converts every case with aracari-cli and runs the result through the official runtime.

    run.py CLI [--only GLOB] [--jobs N] [--update] [--verbose]

A case ends as
    ok        every sample gives the recorded names, order, types, shapes and numbers, on two calls in a row
    refused   exit 1 or 3 with a message, and no file left behind
    mismatch  it ran and something of the above differs
    invalid   the runtime does not take the file
    crash     any other end of aracari-cli, or a refusal without a message
expected.tsv holds ok or refused for each. The run fails when an expected ok is no longer ok, and on every mismatch,
invalid and crash. A case that became ok is only told; --update writes it down. --update never takes an ok back.
"""
import argparse
import fnmatch
import json
import multiprocessing
import multiprocessing.connection
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / 'cases'
EXPECTED = HERE / 'expected.tsv'
TIME_LIMIT = 60  # seconds, for one conversion; the slowest case takes a fraction of one


class Ended(Exception):
    """A case has its result: (status, what was seen)."""


class Case:
    def __init__(self, folder):
        import numpy as np
        about = json.loads((folder / 'case.json').read_text())
        arrays = {k.replace('|', '/'): v for k, v in np.load(folder / 'case.npz').items()}
        self.model = folder / 'model.pb'
        self.inputs, self.outputs = about['inputs'], about['outputs']
        self.samples = []
        for i in range(about.get('samples', 1)):
            number = str(i) if i else ''
            self.samples.append(([arrays[f'in{number}:{n}'] for n in self.inputs],
                                 [arrays[f'out{number}:{n}'] for n in self.outputs]))


def convert(cli, case, out):
    command = [cli, 'convert', str(case.model), '-o', str(out)]
    for name, value in zip(case.inputs, case.samples[0][0]):
        command += ['--input', f'{name}={",".join(map(str, value.shape))}']
    for name in case.outputs:
        command += ['--output', name]
    try:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise Ended('crash', f'no end within {TIME_LIMIT} s')
    if ran.returncode == 0:
        return
    said = ' '.join(ran.stderr.decode(errors='replace').split())
    if ran.returncode not in (1, 3) or not said:
        raise Ended('crash', f'exit {ran.returncode}: {said or "no message"}')
    if out.exists():
        raise Ended('crash', f'refused but wrote a file: {said}')
    raise Ended('refused', said)


def interpreter(path, case):
    """The official runtime with the model loaded and its inputs checked against those asked for."""
    from ai_edge_litert import interpreter as lrt
    try:
        model = lrt.Interpreter(model_path=str(path), num_threads=1,
                                experimental_op_resolver_type=lrt.OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES)
    except Exception as e:
        raise Ended('invalid', str(e))
    if not model.get_signature_list():
        raise Ended('mismatch', 'no signature')
    have = model.get_input_details()
    check_names('input', [d['name'] for d in have], case.inputs)
    for detail, name, value in zip(have, case.inputs, case.samples[0][0]):
        if detail['dtype'] != value.dtype:
            raise Ended('mismatch', f'input {name} is {detail["dtype"].__name__}, expected {value.dtype}')
        if tuple(detail['shape']) != value.shape:
            model.resize_tensor_input(detail['index'], value.shape)
    try:
        model.allocate_tensors()
    except Exception as e:
        raise Ended('invalid', str(e))
    return model


def check_names(kind, have, wanted):
    if len(have) != len(wanted):
        raise Ended('mismatch', f'{len(have)} {kind}s, expected {len(wanted)}')
    for a, b in zip(have, wanted):
        if a not in (b, b + ':0'):
            raise Ended('mismatch', f'{kind} {b} is called {a}')


def check_values(name, got, want):
    import numpy as np
    if got.shape != want.shape or got.dtype != want.dtype:
        raise Ended('mismatch', f'{name} is {got.dtype}{list(got.shape)}, expected {want.dtype}{list(want.shape)}')
    if want.dtype.kind not in 'fc':
        if not np.array_equal(got, want):
            raise Ended('mismatch', f'{name}: {np.count_nonzero(got != want)} of {want.size} values differ')
        return
    with np.errstate(all='ignore'):
        near = np.abs(got - want) <= 2e-3 * (np.abs(want) + 1e-3)
    near |= (got == want) | (np.isnan(got) & np.isnan(want))
    if not near.all():
        at = tuple(int(i) for i in np.argwhere(~near)[0])
        raise Ended('mismatch', f'{name}{list(at)} is {got[at]}, expected {want[at]} ({(~near).sum()} of {want.size})')


def run(path, case):
    import numpy as np
    model = interpreter(path, case)
    inputs, outputs = model.get_input_details(), model.get_output_details()
    through = {d['index'] for d in inputs}  # an output that is an input keeps that name
    for name, detail in zip(case.outputs, outputs):
        if detail['index'] not in through:
            check_names('output', [detail['name']], [name])
    if len(outputs) != len(case.outputs):
        raise Ended('mismatch', f'{len(outputs)} outputs, expected {len(case.outputs)}')
    for feeds, wanted in case.samples:
        for _ in range(2):  # nothing may be left over from the call before
            try:
                for detail, value in zip(inputs, feeds):
                    if value.size:
                        model.set_tensor(detail['index'], value)
                model.invoke()
            except Exception as e:
                raise Ended('invalid', str(e))
            for detail, name, want in zip(model.get_output_details(), case.outputs, wanted):
                empty = 0 in detail['shape']  # get_tensor cannot hand out a tensor without elements
                got = np.zeros(detail['shape'], detail['dtype']) if empty else model.get_tensor(detail['index'])
                check_values(name, got, want)


def judge(cli, name, answer):
    """One case in a process of its own: the runtime aborts on some bad files."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / 'out.tflite'
        try:
            case = Case(CASES / name)
            convert(cli, case, out)
            run(out, case)
            result = ('ok', '')
        except Ended as e:
            result = e.args
        except Exception as e:
            result = ('crash', f'run.py: {type(e).__name__}: {e}')
    answer.send((result[0], ' '.join(result[1].split())[:400]))


def judge_all(cli, names, jobs):
    from ai_edge_litert import interpreter  # noqa: F401  loaded once, inherited by every child
    import numpy  # noqa: F401
    fork = multiprocessing.get_context('fork')
    waiting, running, results = list(names), {}, {}
    while waiting or running:
        while waiting and len(running) < jobs:
            name = waiting.pop(0)
            mine, theirs = fork.Pipe(duplex=False)
            child = fork.Process(target=judge, args=(cli, name, theirs))
            child.start()
            theirs.close()
            running[mine] = (name, child)
        for mine in multiprocessing.connection.wait(list(running)):
            name, child = running.pop(mine)
            try:
                results[name] = mine.recv()
            except EOFError:
                results[name] = ('invalid', 'the runtime aborted on the file')
            child.join()
    return results


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cli')
    p.add_argument('--only', default='*')
    p.add_argument('--jobs', type=int, default=os.cpu_count() or 1)
    p.add_argument('--update', action='store_true')
    p.add_argument('--verbose', action='store_true', help='the message of every refused case')
    args = p.parse_args()

    expected = dict(line.split('\t') for line in EXPECTED.read_text().splitlines() if not line.startswith('#'))
    every = sorted(d.name for d in CASES.iterdir() if (d / 'case.json').exists())
    names = fnmatch.filter(every, args.only)
    if not names:
        p.error(f'no case is called {args.only}')
    results = judge_all(os.path.abspath(args.cli), names, args.jobs)

    faults, better = [], []
    for name in names:
        status, seen = results[name]
        want = expected.get(name)
        if status not in ('ok', 'refused'):
            faults.append(f'{name}: {status}: {seen}')
        elif want is None and not args.update:
            faults.append(f'{name}: {status}, and expected.tsv does not know the case')
        elif want == 'ok' and status != 'ok':
            faults.append(f'{name}: {status}, expected ok: {seen}')
        elif status != want:
            better.append(name)
            expected[name] = status
        if args.verbose and status == 'refused':
            print(f'{name}: refused: {seen}')
    faults += [f'{name}: in expected.tsv, but there is no such case' for name in sorted(set(expected) - set(every))]

    if args.update and better:
        head = [line for line in EXPECTED.read_text().splitlines() if line.startswith('#')]
        EXPECTED.write_text('\n'.join(head + [f'{n}\t{expected[n]}' for n in sorted(expected)]) + '\n')
    for line in faults:
        print(line)
    if better:
        told = 'written to expected.tsv' if args.update else 'write it down with --update'
        print(f'better than expected ({told}): {" ".join(better)}')
    count = {s: sum(r[0] == s for r in results.values()) for s in ('ok', 'refused', 'mismatch', 'invalid', 'crash')}
    print(f'conformance: {len(names)} cases: ' + ', '.join(f'{n} {s}' for s, n in count.items()) +
          f'; {len(faults)} faults')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
