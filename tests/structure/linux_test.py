#!/usr/bin/env python3
"""The files that tell a Linux desktop about Aracari are well formed and agree with each other."""
import configparser
import pathlib
import shutil
import subprocess
import unittest
import xml.etree.ElementTree as xml

LINUX = pathlib.Path(__file__).resolve().parent.parent.parent / 'packaging' / 'linux'
NAME = 'org.aracari.Aracari'
MIME = '{http://www.freedesktop.org/standards/shared-mime-info}'


class Linux(unittest.TestCase):
    def setUp(self):
        desktop = configparser.ConfigParser(interpolation=None)
        desktop.optionxform = str
        desktop.read(LINUX / f'{NAME}.desktop', encoding='utf-8')
        self.desktop = desktop['Desktop Entry']
        self.metainfo = xml.parse(LINUX / f'{NAME}.metainfo.xml').getroot()
        self.mime = xml.parse(LINUX / f'{NAME}.mime.xml').getroot()

    def test_the_same_types_everywhere(self):
        defined = {t.get('type') for t in self.mime.iter(f'{MIME}mime-type')}
        self.assertEqual(len(defined), 3)
        self.assertEqual(set(self.desktop['MimeType'].strip(';').split(';')), defined)
        self.assertEqual({m.text for m in self.metainfo.iter('mediatype')}, defined)

    def test_the_same_name_everywhere(self):
        self.assertEqual(self.metainfo.findtext('id'), NAME)
        self.assertEqual(self.metainfo.findtext('launchable'), f'{NAME}.desktop')
        self.assertEqual(self.desktop['Icon'], NAME)
        self.assertIn(self.desktop['TryExec'], {b.text for b in self.metainfo.iter('binary')})

    def test_both_languages(self):
        self.assertIn('Comment[zh_CN]', self.desktop)
        language = '{http://www.w3.org/XML/1998/namespace}lang'
        self.assertTrue(all(any(c.get(language) == 'zh_CN' for c in t.iter(f'{MIME}comment'))
                            for t in self.mime.iter(f'{MIME}mime-type')))

    @unittest.skipUnless(shutil.which('desktop-file-validate'), 'desktop-file-validate is not installed')
    def test_desktop_file_is_valid(self):
        said = subprocess.run(['desktop-file-validate', LINUX / f'{NAME}.desktop'], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        self.assertEqual((said.returncode, said.stdout), (0, ''))

    @unittest.skipUnless(shutil.which('appstreamcli'), 'appstreamcli is not installed')
    def test_metainfo_is_valid(self):
        said = subprocess.run(['appstreamcli', 'validate', '--no-net', LINUX / f'{NAME}.metainfo.xml'],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(said.returncode, 0, said.stdout)


if __name__ == '__main__':
    unittest.main()
