
@
in0Placeholder*
dtype0*
shape:
Ž
Conv3D/filterConst*
dtype0*è
valueÞBÛ"Àú™?>øP¿ñâ³¾%£?²Wâ<ÈŸ½—ŸÛ>2šf¿Ž¤$½CÙ=yùB¿Ï1Ú<Ý¨?,×ú=šEâ>;H¿‚4'¿hÿ×¾¿‡ž¾,&?:f¿Š¯#?aÉÈ>?'¿1
?ü?
•¾Ù_¾µÍv¿>²q?Áà>vw><@? ‘^?+Rè=Rž6¿W{V?Á‡¿?r¾Êø>¤ð?Ëÿ@?ŽÎm¿Q\6?{ 6?&tÛ¾Ã^=Àr\?
†
Conv3DConv3Din0Conv3D/filter*
strides	
*
	dilations	
*
T0*
data_formatNCDHW*
paddingSAME
!
out0IdentityConv3D*
T0"ó
