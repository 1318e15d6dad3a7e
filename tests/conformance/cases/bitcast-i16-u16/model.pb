
4
in0Placeholder*
dtype0*
shape
:
,
BitcastBitcastin0*
T0*

type0
"
out0IdentityBitcast*
T0"ó
