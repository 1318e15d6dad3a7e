
<
in0Placeholder*
dtype0*
shape:
8
in1Placeholder*
dtype0*
shape:
f

Dilation2D
Dilation2Din0in1*
strides
*
T0*
rates
*
paddingSAME
%
out0Identity
Dilation2D*
T0"ó
