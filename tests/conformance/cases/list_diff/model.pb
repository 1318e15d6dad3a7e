
0
in0Placeholder*
dtype0*
shape:
0
in1Placeholder*
dtype0*
shape:
6
ListDiffListDiffin0in1*
T0*
out_idx0
#
out0IdentityListDiff*
T0
%
out1Identity
ListDiff:1*
T0"ó
