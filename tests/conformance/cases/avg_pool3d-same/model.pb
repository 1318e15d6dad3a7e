
@
in0Placeholder*
dtype0*
shape:
y
	AvgPool3D	AvgPool3Din0*
strides	
*
ksize	
*
T0*
data_formatNDHWC*
paddingSAME
$
out0Identity	AvgPool3D*
T0"ó
