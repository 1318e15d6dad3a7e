#!/usr/bin/env python3
"""The rules of the house that a compiler does not keep: who may include whom, no Qt in core, short files, translatable
messages. `MAY_SEE` is the table "who may include whom"; a new part of core gets its row here."""
import importlib.machinery
import importlib.util
import pathlib
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
REPO = pathlib.Path(__file__).resolve().parent.parent.parent
LONGEST = 500

BELOW_OPS = ['base', 'schema', 'ir', 'kernels']
BELOW_RUNTIME = BELOW_OPS + ['ops']
BELOW_CONVERT = BELOW_RUNTIME + ['runtime', 'analysis', 'passes', 'quantize']
CORE = BELOW_CONVERT + ['formats', 'layout', 'convert']
MAY_SEE = {
    'base': [],
    'schema': ['base'],
    'ir': ['base', 'schema'],
    'kernels': ['base', 'schema', 'ir'],
    'ops': BELOW_OPS,
    'runtime': BELOW_RUNTIME,
    'analysis': BELOW_RUNTIME + ['runtime'],
    'passes': BELOW_RUNTIME + ['runtime', 'analysis'],
    'quantize': BELOW_RUNTIME + ['runtime', 'analysis', 'passes'],
    'formats': BELOW_RUNTIME,
    'layout': ['base'],
    'convert': BELOW_CONVERT + ['formats'],
    'app/cli': CORE,
    'app/reader': CORE,
    'ui': CORE,
    'app/desktop': CORE + ['ui'],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
MADE_BY_SCHEMA = re.compile(r'(\.pb\.h|_generated\.h)$')
MADE_BY_QT = re.compile(r'(^|/)(moc_\w+\.cpp|\w+\.moc|ui_\w+\.h|qrc_\w+\.cpp)$')
QT = re.compile(r'^(Q[A-Z]\w*|Qt\w+/.*|q[a-z]+\.h)$')


def part_of(path):
    """'base' for core/base/..., 'ui' for ui/..., 'app/cli' for app/cli/..., none for what belongs to no part."""
    words = path.relative_to(REPO).parts
    if words[0] == 'core':
        return words[1] if len(words) > 2 else None
    return 'ui' if words[0] == 'ui' else '/'.join(words[:2])


def included_part(source, quote, name):
    """The part an include belongs to; none for the system's headers and for what Qt's tools make."""
    roots = ([source.parent] if quote == '"' else []) + [REPO / 'core', REPO]
    for root in roots:
        found = (root / name).resolve()
        if found.is_file() and REPO in found.parents:
            return part_of(found)
    if quote == '"' and MADE_BY_SCHEMA.search(name):
        return 'schema'
    if quote == '"' and not MADE_BY_QT.search(name):
        return f'nowhere ({name} is not found)'
    return None


def sources(*folders, kinds=('.h', '.cpp', '.def', '.inc')):
    return [p for folder in folders for p in sorted((REPO / folder).rglob('*')) if p.name.endswith(kinds) and p.is_file()]


class Structure(unittest.TestCase):
    def test_every_part_has_its_row(self):
        parts = {part_of(p) for p in sources('core', 'ui', 'app')} - {None}
        self.assertEqual(sorted(parts - set(MAY_SEE)), [], 'parts without a row in MAY_SEE')

    def test_parts_include_only_what_they_may(self):
        wrong, seen = [], 0
        for path in sources('core', 'ui', 'app'):
            part = part_of(path)
            for quote, name in INCLUDE.findall(path.read_text(errors='replace')):
                seen += 1
                other = included_part(path, quote, name)
                if other is not None and other != part and other not in MAY_SEE.get(part, []):
                    wrong.append(f'{path.relative_to(REPO)} ({part}) includes {name} of {other}')
        self.assertGreater(seen, 50, 'the search for includes found next to nothing')
        self.assertEqual(wrong, [])

    def test_core_and_command_line_know_no_qt(self):
        wrong = [f'{path.relative_to(REPO)} includes {name}' for path in sources('core', 'app/cli', 'app/reader')
                 for _, name in INCLUDE.findall(path.read_text(errors='replace')) if QT.match(name)]
        self.assertEqual(wrong, [])

    def test_files_stay_short(self):
        long = [f'{path.relative_to(REPO)}: {lines} lines' for path in
                sources('core', 'ui', 'app', 'tests', 'packaging', kinds=('.h', '.cpp', '.py', '.cmake', 'CMakeLists.txt'))
                if (lines := len(path.read_text(errors='replace').splitlines())) > LONGEST]
        self.assertEqual(long, [], 'look for the second subject in each')

    def test_messages_of_core_can_be_translated(self):
        checked = subprocess.run([sys.executable, REPO / 'packaging' / 'extract-messages', '--check'], text=True,
                                 stdout=subprocess.PIPE)
        self.assertEqual(checked.returncode, 0, '\n' + checked.stdout)


class ExtractMessages(unittest.TestCase):
    """The collector itself, on text whose answer is known."""

    def collect(self, source):
        script = str(REPO / 'packaging' / 'extract-messages')
        spec = importlib.util.spec_from_loader('extract', importlib.machinery.SourceFileLoader('extract', script))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)

        class Fake(type(pathlib.Path())):
            def read_text(self):
                return source

        class Folder:
            def rglob(self, _):
                return [Fake('x.cpp')]

            def __truediv__(self, name):
                return pathlib.Path('core') / name
        texts, faults = module.collect(Folder())
        return texts, [finding for _, _, finding in faults]

    def test_neighbouring_literals_are_one_and_branches_are_two(self):
        texts, faults = self.collect('x = msg("a {0} "\n "b", f(1, 2)); y = msg(c ? "d" : "e"); // msg("not this")')
        self.assertEqual((texts, faults), (['a {0} b', 'd', 'e'], []))

    def test_places_and_arguments_agree(self):
        _, faults = self.collect('msg("{0} and {1}", one); msg("none", one); msg("{0}", all...); msg(text);')
        self.assertEqual(len(faults), 3, faults)

    def test_stages_of_progress_are_texts_too(self):
        self.assertEqual(self.collect('ARA_TRY(task.checkpoint(0.5, "Lowering"));')[0], ['Lowering'])

    def test_words_we_do_not_use(self):
        self.assertEqual(len(self.collect('msg("Please try again"); msg("Read failed"); msg("Stop!");')[1]), 3)


if __name__ == '__main__':
    unittest.main()
