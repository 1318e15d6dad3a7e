
4
in0Placeholder*
dtype0*
shape
:
4
in1Placeholder*
dtype0*
shape
:
!
CrossCrossin0in1*
T0
 
out0IdentityCross*
T0"ó
