
@
in0Placeholder*
dtype0*
shape:
y
	MaxPool3D	MaxPool3Din0*
strides	
*
ksize	
*
T0*
data_formatNCDHW*
paddingSAME
$
out0Identity	MaxPool3D*
T0"ó
