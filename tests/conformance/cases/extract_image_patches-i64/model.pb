
<
in0Placeholder*
dtype0	*
shape:
‡
ExtractImagePatchesExtractImagePatchesin0*
strides
*
T0	*
ksizes
*
rates
*
paddingSAME
.
out0IdentityExtractImagePatches*
T0	"ó
