
8
in0Placeholder*
dtype0*
shape:
4
in1Placeholder*
dtype0*
shape
:
M
DynamicPartitionDynamicPartitionin0in1*
T0*
num_partitions
+
out0IdentityDynamicPartition*
T0
-
out1IdentityDynamicPartition:1*
T0"ó
