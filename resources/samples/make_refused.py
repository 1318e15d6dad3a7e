#!/usr/bin/env python3
"""Makes refused.pb: a keyword spotter of ours whose front end TensorFlow Lite cannot run.

    python make_refused.py        (TensorFlow 2.12; writes refused.pb beside this script)

A WAV file goes in as a string, becomes a spectrogram and 10 MFCC coefficients per step, and two convolutions tell twelve
words apart. DecodeWav, AudioSpectrogram and Mfcc have no TensorFlow Lite form; with Reshape_1 as the input the rest
converts. Weights are random from a fixed seed: the network shows, it does not listen.
"""
import pathlib

import numpy as np
import tensorflow as tf

STEPS, COEFFICIENTS, WORDS = 49, 10, 12


def weights(rng, *shape):
    fan_in = np.prod(shape[:-1])
    return tf.constant(rng.normal(0, (2 / fan_in) ** 0.5, shape).astype(np.float32))


def build():
    v1, rng = tf.compat.v1, np.random.default_rng(7)
    wav = v1.placeholder(tf.string, [], name='wav_data')
    audio = tf.raw_ops.DecodeWav(contents=wav, desired_channels=1, desired_samples=16000, name='DecodeWav')
    spectrogram = tf.raw_ops.AudioSpectrogram(input=audio.audio, window_size=640, stride=320, magnitude_squared=True,
                                              name='AudioSpectrogram')
    mfcc = tf.raw_ops.Mfcc(spectrogram=spectrogram, sample_rate=audio.sample_rate, dct_coefficient_count=COEFFICIENTS,
                           name='Mfcc')
    flat = tf.reshape(mfcc, [-1, STEPS * COEFFICIENTS], name='Reshape')
    x = tf.reshape(flat, [1, STEPS, COEFFICIENTS, 1], name='Reshape_1')
    with v1.name_scope('conv_1'):
        x = tf.nn.conv2d(x, weights(rng, 8, 4, 1, 24), [1, 2, 2, 1], 'SAME', name='Conv2D')
        x = tf.nn.relu(tf.nn.bias_add(x, weights(rng, 24), name='BiasAdd'), name='Relu')
    with v1.name_scope('conv_2'):
        x = tf.nn.depthwise_conv2d(x, weights(rng, 3, 3, 24, 1), [1, 1, 1, 1], 'SAME', name='depthwise')
        x = tf.nn.relu(tf.nn.bias_add(x, weights(rng, 24), name='BiasAdd'), name='Relu')
    with v1.name_scope('conv_3'):
        x = tf.nn.conv2d(x, weights(rng, 1, 1, 24, 48), [1, 1, 1, 1], 'SAME', name='Conv2D')
        x = tf.nn.relu(tf.nn.bias_add(x, weights(rng, 48), name='BiasAdd'), name='Relu')
    x = tf.nn.avg_pool2d(x, [1, 25, 5, 1], [1, 25, 5, 1], 'VALID', name='AvgPool')
    x = tf.squeeze(x, [1, 2], name='Squeeze')
    x = tf.nn.bias_add(tf.matmul(x, weights(rng, 48, WORDS), name='MatMul'), weights(rng, WORDS), name='BiasAdd')
    tf.nn.softmax(x, name='labels_softmax')


def main():
    graph = tf.Graph()
    with graph.as_default():
        build()
    data = graph.as_graph_def().SerializeToString(deterministic=True)
    target = pathlib.Path(__file__).with_name('refused.pb')
    target.write_bytes(data)
    print(f'{target}: {len(data)} bytes')


if __name__ == '__main__':
    main()
