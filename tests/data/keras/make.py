#!/usr/bin/env python3
"""Makes the small Keras files beside this script that tests open: good ones in forms the cases do not have, and bad ones.

usage: make.py     (needs h5py and numpy; no Keras)
"""
import json
import os
import zipfile

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def path(name):
    p = os.path.join(HERE, name)
    if os.path.exists(p):
        os.remove(p)
    return p


def dense(name='dense', units=3, activation='linear'):
    return {'class_name': 'Dense', 'config': {'name': name, 'dtype': 'float32', 'units': units, 'activation': activation, 'use_bias': True}}


def model(*layers):
    first = {'class_name': 'InputLayer', 'config': {'batch_input_shape': [None, 2], 'dtype': 'float32', 'name': 'x'}}
    return {'class_name': 'Sequential', 'config': {'name': 'm', 'layers': [first, *layers]}}


KERNEL = np.arange(6, dtype='f4').reshape(2, 3) / 4
BIAS = np.array([1, -1, 0.5], 'f4')


def write(name, config, version='2.12.0', kernel=KERNEL, dataset=None, weights=True, layer='dense'):
    with h5py.File(path(name), 'w') as f:
        f.attrs['keras_version'] = version
        f.attrs['backend'] = 'tensorflow'
        if config is not None:
            f.attrs['model_config'] = config if isinstance(config, str) else json.dumps(config)
        root = f.create_group('model_weights') if config is not None else f
        root.attrs['layer_names'] = [layer]
        g = root.create_group(layer)
        g.attrs['weight_names'] = [f'{layer}/kernel:0', f'{layer}/bias:0'] if weights else np.array([], 'S1')
        if weights:
            inner = g.create_group(layer)
            (dataset or (lambda parent, values: parent.create_dataset('kernel:0', data=values)))(inner, kernel)
            inner.create_dataset('bias:0', data=BIAS)


def external(parent, values):
    parent.create_dataset('kernel:0', values.shape, 'f4', external=[('/etc/passwd', 0, values.nbytes)])


def virtual(parent, values):
    layout = h5py.VirtualLayout(values.shape, 'f4')
    layout[:] = h5py.VirtualSource('/etc/passwd', 'x', values.shape)
    parent.create_virtual_dataset('kernel:0', layout)


def link(parent, values):
    parent['kernel:0'] = h5py.ExternalLink('/etc/passwd', '/x')


def circle(parent, values):
    parent.create_dataset('kernel:0', data=values)
    parent['again'] = parent


def archive(name, members, claim=None):
    with zipfile.ZipFile(path(name), 'w') as z:
        for member, content, packed in members:
            info = zipfile.ZipInfo(member, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            z.writestr(info, content)
    if claim:  # the last member's size, as the list at the end tells it
        data = bytearray(open(os.path.join(HERE, name), 'rb').read())
        entry = data.rfind(b'PK\x01\x02')
        data[entry + 24:entry + 28] = claim.to_bytes(4, 'little')
        open(os.path.join(HERE, name), 'wb').write(data)


write('plain.h5', model(dense()))
write('packed.h5', model(dense()), dataset=lambda p, v: p.create_dataset('kernel:0', data=v, chunks=(1, 3), compression='gzip', shuffle=True, fletcher32=True))
write('bigendian.h5', model(dense()), dataset=lambda p, v: p.create_dataset('kernel:0', data=v.astype('>f4')))
write('weights_only.h5', None)
write('keras1.h5', {'class_name': 'Sequential', 'config': model(dense())['config']['layers']}, version='1.2.2')
write('lambda.h5', model(dense(), {'class_name': 'Lambda', 'config': {'name': 'secret', 'function': ['4wEAAAA=', None, None]}}))
write('unknown.h5', model(dense(), {'class_name': 'Telepathy', 'config': {'name': 'guess'}}))
write('lie.h5', model(dense(units=4)))
write('few.h5', model(dense(), dense('other')))
write('no_values.h5', model(dense()), weights=False)
write('deep.h5', '[' * 1000 + ']' * 1000)
write('external_storage.h5', model(dense()), dataset=external)
write('virtual.h5', model(dense()), dataset=virtual)
write('external_link.h5', model(dense()), dataset=link)
write('circle.h5', model(dense()), dataset=circle)
write('lzf.h5', model(dense()), dataset=lambda p, v: p.create_dataset('kernel:0', data=v, chunks=(1, 3), compression='lzf'))
write('hole.h5', model(dense()), dataset=lambda p, v: p.create_dataset('kernel:0', (1 << 20, 1 << 20), 'f4', chunks=(1, 1 << 20)))
BOTH = [('metadata.json', '{"keras_version": "3.0.0"}', False), ('config.json', json.dumps(model(dense())), False)]
archive('outside.keras', BOTH + [('model.weights.h5', 'x', False), ('../../evil.txt', 'x', False)])
archive('absolute.keras', BOTH + [('model.weights.h5', 'x', False), ('/tmp/evil.txt', 'x', False)])
archive('bomb.keras', BOTH[:1] + [('config.json', json.dumps(model(dense())), False), ('model.weights.h5', b'\0' * 4096, True)], claim=0xf0000000)
archive('no_weights.keras', BOTH)
