
<
in0Placeholder*
dtype0*
shape:
‡
ExtractImagePatchesExtractImagePatchesin0*
strides
*
T0*
ksizes
*
paddingSAME*
rates

.
out0IdentityExtractImagePatches*
T0"ó
