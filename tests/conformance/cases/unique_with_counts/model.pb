
0
in0Placeholder*
dtype0*
shape:
A
UniqueWithCountsUniqueWithCountsin0*
T0*
out_idx0
+
out0IdentityUniqueWithCounts*
T0
-
out1IdentityUniqueWithCounts:1*
T0
-
out2IdentityUniqueWithCounts:2*
T0"ó
