
4
in0Placeholder*
dtype0*
shape
:
4
in1Placeholder*
dtype0*
shape
:
0
in2Placeholder*
dtype0*
shape:
L
TensorScatterMaxTensorScatterMaxin0in1in2*
T0*
Tindices0
+
out0IdentityTensorScatterMax*
T0"ó
