
0
in0Placeholder*
dtype0*
shape:
0
in1Placeholder*
dtype0*
shape:
4
in2Placeholder*
dtype0*
shape
:
4
in3Placeholder*
dtype0*
shape
:
D
DynamicStitchDynamicStitchin0in1in2in3*
T0*
N
(
out0IdentityDynamicStitch*
T0"ó
