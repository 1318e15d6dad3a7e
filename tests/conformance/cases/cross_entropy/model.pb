
4
in0Placeholder*
dtype0*
shape
:
4
in1Placeholder*
dtype0*
shape
:
Q
SoftmaxCrossEntropyWithLogitsSoftmaxCrossEntropyWithLogitsin0in1*
T0
8
out0IdentitySoftmaxCrossEntropyWithLogits*
T0
:
out1IdentitySoftmaxCrossEntropyWithLogits:1*
T0"ó
