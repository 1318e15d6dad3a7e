
4
in0Placeholder*
dtype0*
shape
:
0
in1Placeholder*
dtype0*
shape:
;

SegmentMax
SegmentMaxin0in1*
T0*
Tindices0
%
out0Identity
SegmentMax*
T0"ó
