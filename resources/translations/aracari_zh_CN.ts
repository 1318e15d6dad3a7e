<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ContainerTables</name>
    <message>
        <source>has its value</source>
        <translation>有值</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>没有值</translation>
    </message>
    <message>
        <source>nobody asks</source>
        <translation>没有人要</translation>
    </message>
    <message>
        <source>in the checkpoint</source>
        <translation>在检查点里</translation>
    </message>
    <message>
        <source>another shape: %1</source>
        <translation>形状不同：%1</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>In the checkpoint</source>
        <translation>在检查点中</translation>
    </message>
    <message>
        <source>Shard</source>
        <translation>分片</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Operators</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>改写步骤</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>PickPanel</name>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>无法转换</translation>
    </message>
    <message>
        <source>Result shape of %1</source>
        <translation>%1 的结果形状</translation>
    </message>
    <message>
        <source>Operators after</source>
        <translation>之后的算子</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另 %1 个</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>In file</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Scale, or why not</source>
        <translation>scale 或原因</translation>
    </message>
    <message>
        <source>%1 scales up to %2</source>
        <translation>%1 个 scale，最大 %2</translation>
    </message>
    <message>
        <source>scale %1</source>
        <translation>scale %1</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>computed at run time</source>
        <translation>运行时计算</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Becomes, or why</source>
        <translation>变为，或原因</translation>
    </message>
    <message>
        <source>converts</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>fuses</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>folds away</source>
        <translation>折叠掉</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Ops before</source>
        <translation>之前的算子</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Finding and remedy</source>
        <translation>发现与对策</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>shares its bytes with #%1</source>
        <translation>与 #%1 共用字节</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>ara::ui::Canvas</name>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message numerus="yes">
        <source>%n pieces</source>
        <translation>
            <numerusform>%n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n users</source>
        <translation>
            <numerusform>%n 个使用者</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ara::ui::CheckPanel</name>
    <message>
        <source>Filter nodes</source>
        <translation>筛选节点</translation>
    </message>
    <message>
        <source>Make its result an input</source>
        <translation>把它的结果设为输入</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>The verdicts come when the question above is answered.</source>
        <translation>回答上面的问题后即可得出结论。</translation>
    </message>
    <message>
        <source>Open a model to check it.</source>
        <translation>打开一个模型来检查它。</translation>
    </message>
    <message>
        <source>All %1 nodes convert: %2 become operators, %3 fuse, %4 fold away, %5 are not needed.</source>
        <translation>全部 %1 个节点均可转换：%2 个变为算子，%3 个融合，%4 个折叠掉，%5 个不需要。</translation>
    </message>
    <message>
        <source>%1 of %2 nodes are refused.</source>
        <translation>%2 个节点中有 %1 个被拒绝。</translation>
    </message>
    <message>
        <source>Nothing to check.</source>
        <translation>没有需要检查的内容。</translation>
    </message>
    <message>
        <source>End before it</source>
        <translation>在它之前结束</translation>
    </message>
    <message>
        <source>What feeds this node becomes the output.</source>
        <translation>送入该节点的张量成为输出。</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Becomes %1.</source>
        <translation>变为 %1。</translation>
    </message>
</context>
<context>
    <name>ara::ui::CommandList</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Name of a command</source>
        <translation>命令名称</translation>
    </message>
</context>
<context>
    <name>ara::ui::CommandPanel</name>
    <message>
        <source>The same as a command:</source>
        <translation>对应的命令：</translation>
    </message>
    <message>
        <source>The same as a command</source>
        <translation>对应的命令</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ara::ui::ComparePage</name>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Smaller by</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>Weights as int8</source>
        <translation>int8 权重</translation>
    </message>
    <message>
        <source>Worst signal to noise</source>
        <translation>最差信噪比</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>Constants %1</source>
        <translation>常量 %1</translation>
    </message>
    <message>
        <source>Changed %1</source>
        <translation>有变化 %1</translation>
    </message>
    <message>
        <source>Skipped %1</source>
        <translation>已跳过 %1</translation>
    </message>
    <message>
        <source>Filter tensors</source>
        <translation>筛选张量</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>No tensor matches.</source>
        <translation>没有匹配的张量。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 个张量</translation>
    </message>
    <message>
        <source>structure, names, scales %1 → %2 B</source>
        <translation>结构、名称、scale %1 → %2 B</translation>
    </message>
    <message>
        <source>File %1 → %2 B</source>
        <translation>文件 %1 → %2 B</translation>
    </message>
</context>
<context>
    <name>ara::ui::ContentsPanel</name>
    <message>
        <source>What the file holds</source>
        <translation>文件里有什么</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>All signatures in one file</source>
        <translation>所有签名写入一个文件</translation>
    </message>
    <message>
        <source>Convert This Signature</source>
        <translation>转换此签名</translation>
    </message>
    <message>
        <source>All signatures</source>
        <translation>所有签名</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>This file is a graph alone: no signatures, variables or layers.</source>
        <translation>这个文件只有一张图：没有签名、变量或层。</translation>
    </message>
    <message>
        <source>Open a model to see what it holds.</source>
        <translation>打开模型即可看到它包含什么。</translation>
    </message>
    <message>
        <source>Nothing chosen: the usual signature is converted.</source>
        <translation>没有选择：转换常用的签名。</translation>
    </message>
    <message>
        <source>Chosen: %1</source>
        <translation>已选：%1</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 个张量</translation>
    </message>
    <message>
        <source>%1 with their values</source>
        <translation>%1 个有值</translation>
    </message>
    <message>
        <source>%1 without a value</source>
        <translation>%1 个没有值</translation>
    </message>
    <message>
        <source>%1 of another shape</source>
        <translation>%1 个形状不同</translation>
    </message>
    <message>
        <source>%1 nobody asks for</source>
        <translation>%1 个没有人要</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>Choose the signature %1</source>
        <translation>选择签名 %1</translation>
    </message>
</context>
<context>
    <name>ara::ui::DetailsPanel</name>
    <message>
        <source>Select a node or an edge.</source>
        <translation>选中一个节点或一条边。</translation>
    </message>
    <message>
        <source>converts</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>fuses</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>folds away</source>
        <translation>折叠掉</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Becomes %1.</source>
        <translation>变为 %1。</translation>
    </message>
    <message>
        <source>This operator is not known here; it is kept as it is.</source>
        <translation>这里不认识该算子，它会原样保留。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>缺省</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>scale</translation>
    </message>
    <message>
        <source>%1 scales along axis %2</source>
        <translation>沿第 %2 轴共 %1 个 scale</translation>
    </message>
    <message>
        <source>Zero point</source>
        <translation>零点</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>%1 of the values are not finite.</source>
        <translation>其中 %1 个值不是有限数。</translation>
    </message>
    <message>
        <source>Make output</source>
        <translation>设为输出</translation>
    </message>
    <message>
        <source>Find all like this</source>
        <translation>查找同类</translation>
    </message>
    <message>
        <source>Selects every node with this operator.</source>
        <translation>选中所有使用该算子的节点。</translation>
    </message>
    <message>
        <source>%1 selected; this is the first.</source>
        <translation>已选 %1 个；这是第一个。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>min %1, mean %2, max %3</source>
        <translation>最小 %1，均值 %2，最大 %3</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另 %1 个</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>变量</translation>
    </message>
</context>
<context>
    <name>ara::ui::DimensionField</name>
    <message>
        <source>A whole number from 1 to %1 goes here.</source>
        <translation>这里填 1 到 %1 之间的整数。</translation>
    </message>
    <message>
        <source>The file leaves this dimension open.</source>
        <translation>文件没有给出这一维。</translation>
    </message>
    <message>
        <source>Dimension %1, open</source>
        <extracomment>Accessible name of one field of a shape. &quot;Dimension 1, open&quot;</extracomment>
        <translation>第 %1 维，未定</translation>
    </message>
    <message>
        <source>Dimension %1</source>
        <translation>第 %1 维</translation>
    </message>
</context>
<context>
    <name>ara::ui::DockTitle</name>
    <message>
        <source>Float</source>
        <translation>浮动</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Dock</source>
        <translation>停靠</translation>
    </message>
</context>
<context>
    <name>ara::ui::Document</name>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>%1: %2 nodes in %3 ms.</source>
        <translation>%1：%2 个节点，%3 毫秒。</translation>
    </message>
    <message>
        <source>Make %1 an input</source>
        <translation>把 %1 设为输入</translation>
    </message>
    <message>
        <source>Make %1 an output</source>
        <translation>把 %1 设为输出</translation>
    </message>
    <message>
        <source>Remove input %1</source>
        <translation>移除输入 %1</translation>
    </message>
    <message>
        <source>Remove output %1</source>
        <translation>移除输出 %1</translation>
    </message>
    <message>
        <source>Shape of %1</source>
        <translation>%1 的形状</translation>
    </message>
    <message>
        <source>Type of %1</source>
        <translation>%1 的类型</translation>
    </message>
    <message>
        <source>No quantization</source>
        <translation>不量化</translation>
    </message>
    <message>
        <source>Quantize weights</source>
        <translation>量化权重</translation>
    </message>
    <message>
        <source>Accept suggestions</source>
        <translation>接受建议</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>正在转换</translation>
    </message>
    <message>
        <source>Converting and quantizing</source>
        <translation>正在转换并量化</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>%1 operators, %2 bytes in %3 ms.</source>
        <translation>%1 个算子，%2 字节，%3 毫秒。</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>正在保存 %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Quantize as chosen</source>
        <translation>按所选方式量化</translation>
    </message>
</context>
<context>
    <name>ara::ui::GraphCanvas</name>
    <message>
        <source>Graph</source>
        <translation>计算图</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>编号 %1</translation>
    </message>
    <message>
        <source> by </source>
        <translation> × </translation>
    </message>
    <message>
        <source>open</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>result %1 %2</source>
        <translation>结果 %1 %2</translation>
    </message>
    <message>
        <source>converts</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>fuses</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>folds away</source>
        <translation>折叠掉</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>已拒绝：%1</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>suggested as input</source>
        <translation>建议作为输入</translation>
    </message>
    <message>
        <source>suggested as output</source>
        <translation>建议作为输出</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation>
            <numerusform>%n 个输入</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n 个使用者</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>Laying out %n node(s)…</source>
        <translation>
            <numerusform>正在排布 %n 个节点…</numerusform>
        </translation>
    </message>
    <message>
        <source>This graph has no nodes.</source>
        <translation>这张图没有节点。</translation>
    </message>
    <message>
        <source>Open a model to see its graph.</source>
        <translation>打开一个模型来查看它的图。</translation>
    </message>
    <message>
        <source>Convert to see the result.</source>
        <translation>先转换，再查看结果。</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>Make input</source>
        <translation>设为输入</translation>
    </message>
    <message>
        <source>Make output</source>
        <translation>设为输出</translation>
    </message>
    <message>
        <source>Kept %1 of %2, dropped %3</source>
        <translation>保留 %1 / %2，丢弃 %3</translation>
    </message>
    <message>
        <source>Refused %1 → %2</source>
        <translation>拒绝 %1 → %2</translation>
    </message>
    <message>
        <source>becomes part of %1</source>
        <translation>并入 %1</translation>
    </message>
    <message>
        <source>becomes %1</source>
        <translation>变为 %1</translation>
    </message>
    <message>
        <source>%1 dropped, %2 kept</source>
        <translation>丢弃 %1，保留 %2</translation>
    </message>
    <message>
        <source>Remove Input</source>
        <translation>移除输入</translation>
    </message>
    <message>
        <source>Make Input</source>
        <translation>设为输入</translation>
    </message>
    <message>
        <source>Remove Output</source>
        <translation>移除输出</translation>
    </message>
    <message>
        <source>Make Output</source>
        <translation>设为输出</translation>
    </message>
    <message>
        <source>Copy Name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Fit Selection</source>
        <translation>缩放到选中</translation>
    </message>
    <message>
        <source>Find Users…</source>
        <translation>查找使用者…</translation>
    </message>
    <message>
        <source>Fit Graph</source>
        <translation>缩放到全图</translation>
    </message>
    <message>
        <source>Copy Picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Drawing the graph</source>
        <translation>正在绘制计算图</translation>
    </message>
    <message>
        <source>The graph cannot be laid out. The tables list its nodes.</source>
        <translation>无法排布这张图。表格中列有它的节点。</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>未选中</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>已选 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>份</translation>
    </message>
</context>
<context>
    <name>ara::ui::GraphPage</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 个</translation>
    </message>
    <message>
        <source>Input I</source>
        <translation>输入 I</translation>
    </message>
    <message>
        <source>Output O</source>
        <translation>输出 O</translation>
    </message>
    <message>
        <source>Picking</source>
        <translation>正在选取</translation>
    </message>
    <message>
        <source>A click cuts here, another takes it back; Shift adds.</source>
        <translation>点击节点即在此裁剪，再点取消，按住 Shift 追加。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>The result is of earlier settings. It stays as it is until you convert again.</source>
        <translation>这是按先前设置得到的结果，重新转换之前保持不变。</translation>
    </message>
    <message>
        <source>Convert again</source>
        <translation>重新转换</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Flat</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复部分</translation>
    </message>
    <message>
        <source>%1 copies of one pattern are folded into one cell, so %2 ops draw as %3.</source>
        <translation>同一模式的 %1 份副本折叠为一个单元，%2 个算子画成 %3 个。</translation>
    </message>
    <message>
        <source>%1 copies of one pattern are folded into %4 cells, so %2 ops draw as %3.</source>
        <translation>同一模式的 %1 份副本折叠为 %4 个单元，%2 个算子画成 %3 个。</translation>
    </message>
    <message>
        <source>%1 copies are folded into %4 cells, so %2 ops draw as %3.</source>
        <translation>%1 份副本折叠为 %4 个单元，%2 个算子画成 %3 个。</translation>
    </message>
    <message>
        <source>Show flat</source>
        <translation>显示展开图</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>ara::ui::Group</name>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>copy %1 of %2</source>
        <translation>第 %1 份，共 %2 份</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>LSTM cell, %1 units</source>
        <translation>LSTM 单元，%1 个单位</translation>
    </message>
    <message>
        <source>copies with shared weights</source>
        <translation>共享权重的副本</translation>
    </message>
    <message>
        <source>step of a loop</source>
        <translation>循环的一步</translation>
    </message>
    <message>
        <source>%1 ops × %2 copies = %3</source>
        <translation>%1 个算子 × %2 份 = %3</translation>
    </message>
    <message>
        <source>%1 ops × %2 steps = %3</source>
        <translation>%1 个算子 × %2 步 = %3</translation>
    </message>
    <message>
        <source>%1 %2, shared</source>
        <translation>%1 %2，共享</translation>
    </message>
    <message>
        <source>each step</source>
        <translation>每步一个</translation>
    </message>
    <message>
        <source>last step only</source>
        <translation>仅最后一步</translation>
    </message>
</context>
<context>
    <name>ara::ui::HelpWindow</name>
    <message>
        <source>en</source>
        <comment>the language of the help pages: en or zh_CN</comment>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>ara::ui::Histogram</name>
    <message>
        <source>Values from %1 to %2</source>
        <translation>数值从 %1 到 %2</translation>
    </message>
</context>
<context>
    <name>ara::ui::IconField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>ara::ui::InputCard</name>
    <message>
        <source>Make input</source>
        <translation>设为输入</translation>
    </message>
    <message>
        <source>Remove input %1</source>
        <translation>移除输入 %1</translation>
    </message>
    <message>
        <source>Type of %1</source>
        <translation>%1 的类型</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>自身类型</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>for example 1, 64</source>
        <translation>例如 1, 64</translation>
    </message>
    <message>
        <source>Shape of %1</source>
        <translation>%1 的形状</translation>
    </message>
    <message>
        <source>The file does not say this shape; without one it is worked out.</source>
        <translation>文件没有给出这个形状；不填则自动推导。</translation>
    </message>
    <message>
        <source>one number</source>
        <comment>a shape without dimensions</comment>
        <translation>单个数</translation>
    </message>
    <message>
        <source>How many examples at once? The file leaves it open; TensorFlow Lite needs a number.</source>
        <translation>一次处理多少个样本？文件里没有写明，TensorFlow Lite 需要一个确定的数。</translation>
    </message>
    <message>
        <source>1 (usual)</source>
        <translation>1（常用）</translation>
    </message>
    <message>
        <source>8</source>
        <translation>8</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>The file leaves dimensions open; TensorFlow Lite needs numbers.</source>
        <translation>文件留有未定的维度；TensorFlow Lite 需要确定的数。</translation>
    </message>
</context>
<context>
    <name>ara::ui::Kind</name>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>算术</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Pool, reduce</source>
        <translation>池化、归约</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Control, other</source>
        <translation>控制及其他</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>ara::ui::Legend</name>
    <message>
        <source>converts</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>fuses</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>folds away</source>
        <translation>折叠掉</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选取</translation>
    </message>
</context>
<context>
    <name>ara::ui::LogPanel</name>
    <message>
        <source>Nothing was done yet.</source>
        <translation>还没有任何操作。</translation>
    </message>
</context>
<context>
    <name>ara::ui::MainWindow</name>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Models (%1)</source>
        <translation>模型 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a SavedModel folder</source>
        <translation>打开 SavedModel 文件夹</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>The result for %1 is not saved.</source>
        <translation>%1 的结果尚未保存。</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Discard Result</source>
        <translation>放弃结果</translation>
    </message>
    <message>
        <source>Go Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>&amp;Open File…</source>
        <translation>打开文件(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Open S&amp;ample</source>
        <translation>打开示例(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Save As…</source>
        <translation>另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Close Model</source>
        <translation>关闭模型(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>还没有打开过文件</translation>
    </message>
    <message>
        <source>Clear List</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy Names</source>
        <translation>复制名称(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;Picture</source>
        <translation>复制图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>查找下一个(&amp;N)</translation>
    </message>
    <message>
        <source>Find Pre&amp;vious</source>
        <translation>查找上一个(&amp;V)</translation>
    </message>
    <message>
        <source>Select &amp;All Found</source>
        <translation>选中全部结果(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit Graph</source>
        <translation>缩放到全图(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Fit &amp;Selection</source>
        <translation>缩放到选中(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Minimap</source>
        <translation>缩略图(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;Desktop</source>
        <translation>跟随桌面(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>Full S&amp;creen</source>
        <translation>全屏(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>查看(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Pick</source>
        <translation>选取(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>检查(&amp;C)</translation>
    </message>
    <message>
        <source>C&amp;onvert</source>
        <translation>转换(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Quantize</source>
        <translation>量化(&amp;Q)</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>比较(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Next Act</source>
        <translation>下一步操作(&amp;N)</translation>
    </message>
    <message>
        <source>Next &amp;Region</source>
        <translation>下一区域(&amp;R)</translation>
    </message>
    <message>
        <source>Pre&amp;vious Region</source>
        <translation>上一区域(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Accept Suggestions</source>
        <translation>接受建议(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Pick in the Graph</source>
        <translation>在图中选取(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Convert</source>
        <translation>转换(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quantize Weights</source>
        <translation>量化权重(&amp;Q)</translation>
    </message>
    <message>
        <source>Back to &amp;Float</source>
        <translation>恢复浮点(&amp;F)</translation>
    </message>
    <message>
        <source>Cancel What &amp;Runs</source>
        <translation>取消正在运行的任务(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Commands by Name…</source>
        <translation>按名称查找命令(&amp;C)…</translation>
    </message>
    <message>
        <source>Copy as Command &amp;Line</source>
        <translation>复制为命令行(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Menu Bar</source>
        <translation>菜单栏(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Commands and Keys</source>
        <translation>命令与快捷键(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;About Aracari</source>
        <translation>关于 Aracari(&amp;A)</translation>
    </message>
    <message>
        <source>About Aracari</source>
        <translation>关于 Aracari</translation>
    </message>
    <message>
        <source>Open a TensorFlow model, see it, make it small, and check what changed.</source>
        <translation>打开 TensorFlow 模型，看清它，缩小它，核对改变了什么。</translation>
    </message>
    <message>
        <source>%1 nodes refused</source>
        <translation>%1 个节点被拒绝</translation>
    </message>
    <message>
        <source>Quantized in %1</source>
        <translation>量化用时 %1</translation>
    </message>
    <message>
        <source>Converted in %1</source>
        <translation>转换用时 %1</translation>
    </message>
    <message>
        <source>Cancelled. What was there is unchanged.</source>
        <translation>已取消，原有内容未改动。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>未选中</translation>
    </message>
    <message>
        <source>1 tensor selected</source>
        <translation>已选 1 个张量</translation>
    </message>
    <message>
        <source>1 node selected</source>
        <translation>已选 1 个节点</translation>
    </message>
    <message>
        <source>%1 tensors selected</source>
        <translation>已选 %1 个张量</translation>
    </message>
    <message>
        <source>%1 nodes selected</source>
        <translation>已选 %1 个节点</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Left panels</source>
        <translation>左侧面板</translation>
    </message>
    <message>
        <source>Right panels</source>
        <translation>右侧面板</translation>
    </message>
    <message>
        <source>Bottom panels</source>
        <translation>底部面板</translation>
    </message>
    <message>
        <source>%1 is an input</source>
        <translation>%1 已设为输入</translation>
    </message>
    <message>
        <source>%1 is an output</source>
        <translation>%1 已设为输出</translation>
    </message>
    <message>
        <source>Opened in %1</source>
        <translation>打开用时 %1</translation>
    </message>
    <message>
        <source>Quantize &amp;As…</source>
        <translation>另选量化方式(&amp;A)…</translation>
    </message>
    <message>
        <source>Aracari &amp;Help</source>
        <translation>Aracari 帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>ara::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ara::ui::OperatorsPanel</name>
    <message>
        <source>Filter operators</source>
        <translation>筛选算子</translation>
    </message>
    <message>
        <source>Open a model to count its operators.</source>
        <translation>打开一个模型来统计它的算子。</translation>
    </message>
    <message>
        <source>%1 constants</source>
        <translation>%1 个常量</translation>
    </message>
    <message>
        <source>This model has no operators.</source>
        <translation>这个模型没有算子。</translation>
    </message>
    <message numerus="yes">
        <source>%n ops</source>
        <translation>
            <numerusform>%n 种算子</numerusform>
        </translation>
    </message>
    <message>
        <source>Format, bytes of the file, numbers stored in constants</source>
        <translation>格式、文件字节数、常量中的数值个数</translation>
    </message>
</context>
<context>
    <name>ara::ui::OutputCard</name>
    <message>
        <source>Make output</source>
        <translation>设为输出</translation>
    </message>
    <message>
        <source>Remove output %1</source>
        <translation>移除输出 %1</translation>
    </message>
    <message>
        <source>%1 Shape %2.</source>
        <comment>why an output is likely, then its shape</comment>
        <translation>%1形状 %2。</translation>
    </message>
    <message>
        <source>Make %1 the output</source>
        <translation>把 %1 设为输出</translation>
    </message>
</context>
<context>
    <name>ara::ui::PassesPanel</name>
    <message>
        <source>Runs when you convert.</source>
        <translation>转换时运行。</translation>
    </message>
    <message>
        <source>%1 → %2 operators</source>
        <translation>%1 → %2 个算子</translation>
    </message>
    <message>
        <source>%1. From the check; converting does the same and writes the file.</source>
        <translation>%1。来自检查；转换时同样进行，并写出文件。</translation>
    </message>
    <message>
        <source>%1. Out of date: the picks have changed since.</source>
        <translation>%1。已过期：此后选取有改动。</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>ara::ui::Path</name>
    <message>
        <source>1 batch size to give</source>
        <translation>需填 1 个批大小</translation>
    </message>
    <message>
        <source>%1 batch sizes to give</source>
        <translation>需填 %1 个批大小</translation>
    </message>
    <message>
        <source>1 dimension to give</source>
        <translation>需填 1 个维度</translation>
    </message>
    <message>
        <source>%1 dimensions to give</source>
        <translation>需填 %1 个维度</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>%1 输入 %2 输出</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>%1 ops, %2 tensors</source>
        <translation>%1 个算子，%2 个张量</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>%1 个节点</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>no likely output</source>
        <translation>没有合适的输出</translation>
    </message>
    <message>
        <source>suggestions wait</source>
        <translation>有建议待接受</translation>
    </message>
    <message>
        <source>no output yet</source>
        <translation>还没有输出</translation>
    </message>
    <message>
        <source>%1, batch %2</source>
        <translation>%1，批大小 %2</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>0 refused so far</source>
        <translation>目前无拒绝</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>0 refused</source>
        <translation>0 拒绝</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 个拒绝</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>转换</translation>
    </message>
    <message>
        <source>to TensorFlow Lite</source>
        <translation>转为 TensorFlow Lite</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>%1 → %2 ops</source>
        <translation>%1 → %2 个算子</translation>
    </message>
    <message>
        <source>Quantize</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>dynamic range</source>
        <translation>动态范围</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>before and after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>source and result</source>
        <translation>源与结果</translation>
    </message>
    <message>
        <source>Convert again</source>
        <translation>重新转换</translation>
    </message>
    <message>
        <source>Quantize again…</source>
        <translation>重新量化…</translation>
    </message>
    <message>
        <source>Give a batch size for %1.</source>
        <translation>请填 %1 的批大小。</translation>
    </message>
    <message>
        <source>Give the open dimension of %1.</source>
        <translation>请填 %1 的未定维度。</translation>
    </message>
    <message>
        <source>Accept suggestions</source>
        <translation>接受建议</translation>
    </message>
    <message>
        <source>Pick an output: click a node, then O.</source>
        <translation>请选取输出：点击节点，再按 O。</translation>
    </message>
    <message>
        <source>%1 nodes cannot be converted. Crop them away, or see what to do.</source>
        <translation>有 %1 个节点无法转换。请把它们裁掉，或查看处理办法。</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>请先打开模型。</translation>
    </message>
    <message>
        <source>Saves the result of the earlier settings.</source>
        <translation>保存的是先前设置的结果。</translation>
    </message>
    <message>
        <source>Quantize first.</source>
        <translation>请先量化。</translation>
    </message>
    <message>
        <source>Convert first.</source>
        <translation>请先转换。</translation>
    </message>
    <message>
        <source>float16 weights</source>
        <translation>float16 权重</translation>
    </message>
    <message>
        <source>int8 throughout</source>
        <translation>全 int8</translation>
    </message>
    <message>
        <source>int16 and int8</source>
        <translation>int16 与 int8</translation>
    </message>
    <message>
        <source>uint8 throughout</source>
        <translation>全 uint8</translation>
    </message>
</context>
<context>
    <name>ara::ui::PathBar</name>
    <message>
        <source>Path</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>需要你处理</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未进行</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>Accessible name of a station: name, state, fact. &quot;Pick, needs you: 1 batch size to give&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
</context>
<context>
    <name>ara::ui::PickPanel</name>
    <message>
        <source>Open a model to pick its inputs and outputs.</source>
        <translation>打开一个模型来选取输入与输出。</translation>
    </message>
    <message>
        <source>Accept suggestions</source>
        <translation>接受建议</translation>
    </message>
    <message>
        <source>The same as a command</source>
        <translation>对应的命令</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message numerus="yes">
        <source>%n suggested</source>
        <translation>
            <numerusform>建议 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>No likely input. Click a node, then press I.</source>
        <translation>没有合适的输入。点击节点，再按 I。</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>No likely output. Click a node, then press O.</source>
        <translation>没有合适的输出。点击节点，再按 O。</translation>
    </message>
    <message>
        <source>If you accept</source>
        <translation>接受之后</translation>
    </message>
    <message>
        <source>What this does</source>
        <translation>这样做的结果</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Accept the suggestion</source>
        <translation>接受建议</translation>
    </message>
    <message>
        <source>Accept both suggestions</source>
        <translation>接受两项建议</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Your program computes %1 (%2) itself.</source>
        <translation>你的程序需要自己计算 %1（%2）。</translation>
    </message>
    <message>
        <source>Your program computes %1 itself.</source>
        <translation>你的程序需要自己计算 %1。</translation>
    </message>
    <message>
        <source>Takes the place of %1.</source>
        <translation>取代 %1。</translation>
    </message>
</context>
<context>
    <name>ara::ui::ProblemsPanel</name>
    <message>
        <source>Nothing to report.</source>
        <translation>没有需要报告的内容。</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
</context>
<context>
    <name>ara::ui::QuantizeDialog</name>
    <message>
        <source>Quantize</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Weights int8</source>
        <translation>权重 int8</translation>
    </message>
    <message>
        <source>Weights float16</source>
        <translation>权重 float16</translation>
    </message>
    <message>
        <source>Integers, int8</source>
        <translation>整数，int8</translation>
    </message>
    <message>
        <source>Integers, int16 with int8 weights</source>
        <translation>整数，int16 配 int8 权重</translation>
    </message>
    <message>
        <source>Integers, uint8 of before 2020</source>
        <translation>整数，2020 年前的 uint8</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Weights from, elements</source>
        <translation>权重起始元素数</translation>
    </message>
    <message>
        <source>data.npz, data.npz:array, or a folder</source>
        <translation>data.npz、data.npz:数组名，或文件夹</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Typical inputs</source>
        <translation>典型输入</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Random inputs, to try</source>
        <translation>随机输入，仅供试用</translation>
    </message>
    <message>
        <source>Least to most value</source>
        <translation>最小值到最大值</translation>
    </message>
    <message>
        <source>Moving average</source>
        <translation>滑动平均</translation>
    </message>
    <message>
        <source>99.99 % of all values</source>
        <translation>全部数值的 99.99 %</translation>
    </message>
    <message>
        <source>Least squared error</source>
        <translation>平方误差最小</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Inputs and outputs</source>
        <translation>输入和输出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A quarter of the bytes; computes in float. No data needed.</source>
        <translation>字节数为四分之一；以浮点计算。不需要数据。</translation>
    </message>
    <message>
        <source>Half the bytes; answers differ in the fourth digit. No data needed.</source>
        <translation>字节数减半；结果在第四位数字上有差别。不需要数据。</translation>
    </message>
    <message>
        <source>A quarter of the bytes, computes in integers: for microcontrollers and accelerators.</source>
        <translation>字节数为四分之一，以整数计算：适合微控制器和加速器。</translation>
    </message>
    <message>
        <source>Weights a quarter, activations 16 bits: nearer to float than int8, slower.</source>
        <translation>权重为四分之一，激活 16 位：比 int8 更接近浮点，但更慢。</translation>
    </message>
    <message>
        <source>What the first converters wrote. For devices that know nothing newer.</source>
        <translation>最早的转换器所写的形式，供不认识新形式的设备使用。</translation>
    </message>
    <message>
        <source>Integers need typical inputs, to know what values the tensors take.</source>
        <translation>整数需要典型输入，才知道张量取什么值。</translation>
    </message>
    <message>
        <source>Random inputs look like no real ones; answers may be far off.</source>
        <translation>随机输入不像真实输入；结果可能相差很大。</translation>
    </message>
    <message>
        <source>Arrays of NumPy (*.npy *.npz)</source>
        <translation>NumPy 数组 (*.npy *.npz)</translation>
    </message>
</context>
<context>
    <name>ara::ui::RecentFiles</name>
    <message>
        <source>%1 nodes</source>
        <translation>%1 个节点</translation>
    </message>
</context>
<context>
    <name>ara::ui::RecentRow</name>
    <message>
        <source>moved or deleted</source>
        <translation>已移动或删除</translation>
    </message>
    <message>
        <source>converted</source>
        <translation>已转换</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>已量化</translation>
    </message>
    <message>
        <source>1 op refused</source>
        <translation>1 个算子被拒绝</translation>
    </message>
    <message>
        <source>%1 ops refused</source>
        <translation>%1 个算子被拒绝</translation>
    </message>
</context>
<context>
    <name>ara::ui::Samples</name>
    <message>
        <source>Activity from a phone</source>
        <translation>手机上的动作识别</translation>
    </message>
    <message>
        <source>frozen_har.pb: two LSTM layers unrolled 200 times. Pick, give a batch size, convert.</source>
        <translation>frozen_har.pb：两层 LSTM，展开 200 步。选取，填批大小，转换。</translation>
    </message>
    <message>
        <source>Make a small CNN smaller</source>
        <translation>把小型 CNN 变得更小</translation>
    </message>
    <message>
        <source>cnn.tflite: 195 kB to 57 kB, tensor by tensor.</source>
        <translation>cnn.tflite：195 kB 变为 57 kB，逐个张量对比。</translation>
    </message>
    <message>
        <source>An op that cannot convert</source>
        <translation>无法转换的算子</translation>
    </message>
    <message>
        <source>refused.pb: see why DecodeWav is refused and crop it away.</source>
        <translation>refused.pb：看看 DecodeWav 为何被拒绝，并把它裁掉。</translation>
    </message>
</context>
<context>
    <name>ara::ui::SearchField</name>
    <message>
        <source>Name, or op:MatMul</source>
        <translation>名称，或 op:MatMul</translation>
    </message>
    <message>
        <source>Ctrl F</source>
        <translation>Ctrl F</translation>
    </message>
</context>
<context>
    <name>ara::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Zooms</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Scrolls; zooms with Ctrl</source>
        <translation>滚动；按住 Ctrl 缩放</translation>
    </message>
    <message>
        <source>Wheel on the graph</source>
        <translation>在图上滚动滚轮</translation>
    </message>
    <message>
        <source>Quantize weights from</source>
        <translation>权重量化下限</translation>
    </message>
    <message>
        <source>Elements. Smaller weights stay float. Counts for models opened from now on.</source>
        <translation>按元素个数计。更小的权重保持浮点。对之后打开的模型生效。</translation>
    </message>
    <message>
        <source>Reset All</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ara::ui::StatusButton</name>
    <message>
        <source>needs you</source>
        <translation>需要你处理</translation>
    </message>
    <message>
        <source>Alt+%1</source>
        <translation>Alt+%1</translation>
    </message>
</context>
<context>
    <name>ara::ui::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc twice</source>
        <translation>连按两次 Esc</translation>
    </message>
</context>
<context>
    <name>ara::ui::TableView</name>
    <message>
        <source>No row matches.</source>
        <translation>没有匹配的行。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>条形</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
</context>
<context>
    <name>ara::ui::TensorsPanel</name>
    <message>
        <source>Filter tensors</source>
        <translation>筛选张量</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Constants</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Open a model to see its tensors.</source>
        <translation>打开一个模型来查看它的张量。</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>Constants %1</source>
        <translation>常量 %1</translation>
    </message>
    <message>
        <source>Changed %1</source>
        <translation>有变化 %1</translation>
    </message>
    <message>
        <source>Skipped %1</source>
        <translation>已跳过 %1</translation>
    </message>
    <message>
        <source>This model has no tensors.</source>
        <translation>这个模型没有张量。</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 个张量</translation>
    </message>
    <message>
        <source>constants %1 → %2 B</source>
        <translation>常量 %1 → %2 B</translation>
    </message>
    <message>
        <source>structure, names, scales %1 → %2 B</source>
        <translation>结构、名称、scale %1 → %2 B</translation>
    </message>
    <message>
        <source>File %1 → %2 B</source>
        <translation>文件 %1 → %2 B</translation>
    </message>
    <message>
        <source>constants %1 B</source>
        <translation>常量 %1 B</translation>
    </message>
    <message>
        <source>structure, names, scales %1 B</source>
        <translation>结构、名称、scale %1 B</translation>
    </message>
    <message>
        <source>File %1 B</source>
        <translation>文件 %1 B</translation>
    </message>
</context>
<context>
    <name>ara::ui::WelcomePage</name>
    <message>
        <source>Open a TensorFlow model, see it, make it small, and check what changed.</source>
        <translation>打开 TensorFlow 模型，看清它，缩小它，核对改变了什么。</translation>
    </message>
    <message>
        <source>Drop a model here</source>
        <translation>把模型拖到这里</translation>
    </message>
    <message>
        <source>.pb  .pbtxt  SavedModel  .meta  .tflite</source>
        <translation>.pb  .pbtxt  SavedModel  .meta  .tflite</translation>
    </message>
    <message>
        <source>Recognised by content. Nothing leaves this computer.</source>
        <translation>按内容识别。任何数据都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Open File…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open Folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Clear missing</source>
        <translation>清除失效项</translation>
    </message>
    <message>
        <source>Try with a sample</source>
        <translation>试试示例</translation>
    </message>
</context>
<context>
    <name>ara::ui::Words</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>Day of a file this year, and of an older one, in QDate&apos;s format.</extracomment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>ara::ui::WorkingBar</name>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>--input {0} does not read as NAME[:TYPE][=D0,D1,...].</source>
        <translation>--input {0} 不符合 NAME[:TYPE][=D0,D1,...] 的写法。</translation>
    </message>
    <message>
        <source>A batch of {0} is no batch.</source>
        <translation>批大小不能是 {0}。</translation>
    </message>
    <message>
        <source>A constant of {0} bytes does not fit into memory.</source>
        <translation>{0} 字节的常量装不进内存。</translation>
    </message>
    <message>
        <source>A constant of {0} bytes is too large to be expanded.</source>
        <translation>{0} 字节的常量太大，无法展开。</translation>
    </message>
    <message>
        <source>A constant of {0} bytes is turned from one of {1} bytes.</source>
        <translation>{0} 字节的常量由 {1} 字节的常量转置而来。</translation>
    </message>
    <message>
        <source>A custom operator has no name (custom_code).</source>
        <translation>有一个自定义算子没有名称（custom_code）。</translation>
    </message>
    <message>
        <source>A function of {0}, at byte {1}, has no name.</source>
        <translation>第 {1} 字节处的一个 {0} 函数没有名称。</translation>
    </message>
    <message>
        <source>A graph {0} is not there.</source>
        <translation>没有图 {0}。</translation>
    </message>
    <message>
        <source>A signature has no key, the name it is called by.</source>
        <translation>有一个签名没有键，也就是调用它的名称。</translation>
    </message>
    <message>
        <source>Add --input {0}.</source>
        <translation>请加上 --input {0}。</translation>
    </message>
    <message>
        <source>Add it to the inputs, or choose outputs that do not depend on it.</source>
        <translation>把它加入输入，或选取不依赖它的输出。</translation>
    </message>
    <message>
        <source>All must be at least 1.</source>
        <translation>都必须至少为 1。</translation>
    </message>
    <message>
        <source>Arranging</source>
        <translation>正在排布</translation>
    </message>
    <message>
        <source>Buffer {0} lies at byte {1}, {2} bytes long, but the file has {3} bytes.</source>
        <translation>缓冲区 {0} 位于第 {1} 字节，长 {2} 字节，而文件只有 {3} 字节。</translation>
    </message>
    <message>
        <source>Build the model with data format NHWC.</source>
        <translation>请用 NHWC 数据格式构建模型。</translation>
    </message>
    <message>
        <source>Build the model with float32, or cut it before this node.</source>
        <translation>请用 float32 构建模型，或在此节点之前裁开。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Cast it to float32 or int32 in the model, or cut the model before it.</source>
        <translation>请在模型中把它转为 float32 或 int32，或在它之前裁开。</translation>
    </message>
    <message>
        <source>Check k and the shapes given to the inputs.</source>
        <translation>请检查 k 以及给输入的形状。</translation>
    </message>
    <message>
        <source>Check the indices and sizes it is given.</source>
        <translation>请检查给它的下标与大小。</translation>
    </message>
    <message>
        <source>Check the indices in the model.</source>
        <translation>请检查模型中的下标。</translation>
    </message>
    <message>
        <source>Check the model, or the shapes given to its inputs.</source>
        <translation>请检查模型，或给输入的形状。</translation>
    </message>
    <message>
        <source>Check the model.</source>
        <translation>请检查模型。</translation>
    </message>
    <message>
        <source>Check the path and its permissions.</source>
        <translation>请检查路径和权限。</translation>
    </message>
    <message>
        <source>Check the shape it is given.</source>
        <translation>请检查给它的形状。</translation>
    </message>
    <message>
        <source>Check the shapes given to the inputs.</source>
        <translation>请检查给输入的形状。</translation>
    </message>
    <message>
        <source>Check the shapes given to the model&apos;s inputs.</source>
        <translation>请检查给模型输入的形状。</translation>
    </message>
    <message>
        <source>Check the variable that holds the variance.</source>
        <translation>请检查保存方差的变量。</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Choose a folder you may write to.</source>
        <translation>请选择有写入权限的文件夹。</translation>
    </message>
    <message>
        <source>Choose one of the two.</source>
        <translation>请在两者中选一个。</translation>
    </message>
    <message>
        <source>Choose outputs that do not depend on it, or feed the numbers as an input.</source>
        <translation>请选取不依赖它的输出，或把随机数作为输入送入。</translation>
    </message>
    <message>
        <source>Choose outputs that do not depend on it.</source>
        <translation>请选取不依赖它的输出。</translation>
    </message>
    <message>
        <source>Compare an output before it.</source>
        <translation>请比较它之前的输出。</translation>
    </message>
    <message>
        <source>Computing constants</source>
        <translation>正在计算常量</translation>
    </message>
    <message>
        <source>Convert it to a type TFLite has, such as float32 or int32.</source>
        <translation>请转为 TFLite 有的类型，例如 float32 或 int32。</translation>
    </message>
    <message>
        <source>Convert it with the TensorFlow release that wrote it, or export the model again.</source>
        <translation>请用写出它的 TensorFlow 版本转换，或重新导出模型。</translation>
    </message>
    <message>
        <source>Convert the model first.</source>
        <translation>请先转换模型。</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation>请重新复制。</translation>
    </message>
    <message>
        <source>Copy it again; the one node before it is shown.</source>
        <translation>请重新复制；此前的 1 个节点已显示。</translation>
    </message>
    <message>
        <source>Copy it again; {0} nodes before it are shown, and what they miss is drawn as inputs.</source>
        <translation>请重新复制；此前的 {0} 个节点已显示，缺少的部分画作输入。</translation>
    </message>
    <message>
        <source>Copy or export it again.</source>
        <translation>请重新复制或导出。</translation>
    </message>
    <message>
        <source>Copy or export the file again.</source>
        <translation>请重新复制或导出该文件。</translation>
    </message>
    <message>
        <source>Correct the text, or export the graph again.</source>
        <translation>请改正文本，或重新导出计算图。</translation>
    </message>
    <message>
        <source>Cut the model after the lookup and feed its result.</source>
        <translation>请在查表之后裁开，并送入其结果。</translation>
    </message>
    <message>
        <source>Cut the model after this node and feed its result.</source>
        <translation>请在此节点之后裁开，并送入其结果。</translation>
    </message>
    <message>
        <source>Cut the model around it: make its result an input, or choose an output before it.</source>
        <translation>请绕开它裁剪模型：把它的结果设为输入，或选取它之前的输出。</translation>
    </message>
    <message>
        <source>Cut the model before this node, or rebuild it from other functions.</source>
        <translation>请在此节点之前裁开，或改用其他函数构建。</translation>
    </message>
    <message>
        <source>Cut the model before this node.</source>
        <translation>请在此节点之前裁开。</translation>
    </message>
    <message>
        <source>Did you mean {0}?</source>
        <translation>是不是指 {0}？</translation>
    </message>
    <message>
        <source>Download the file itself; on GitHub that is the Raw button.</source>
        <translation>请下载文件本身；在 GitHub 上用 Raw 按钮。</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>正在绘制</translation>
    </message>
    <message>
        <source>Dropout does nothing outside training.</source>
        <translation>训练之外 Dropout 不起作用。</translation>
    </message>
    <message>
        <source>Edge {0} joins boxes {1} and {2}, but there are {3} boxes.</source>
        <translation>边 {0} 连接方框 {1} 与 {2}，但只有 {3} 个方框。</translation>
    </message>
    <message>
        <source>Export the graph again, each node under its own name.</source>
        <translation>请重新导出计算图，每个节点用自己的名称。</translation>
    </message>
    <message>
        <source>Export the graph again, with that node in it.</source>
        <translation>请重新导出计算图，并包含该节点。</translation>
    </message>
    <message>
        <source>Export the graph again.</source>
        <translation>请重新导出计算图。</translation>
    </message>
    <message>
        <source>Export the model again.</source>
        <translation>请重新导出模型。</translation>
    </message>
    <message>
        <source>Export the model again; TensorFlow does not open such a file either.</source>
        <translation>请重新导出模型；TensorFlow 也打不开这样的文件。</translation>
    </message>
    <message>
        <source>Finding shapes</source>
        <translation>正在推导形状</translation>
    </message>
    <message>
        <source>For example --input input=1,200,3.</source>
        <translation>例如 --input input=1,200,3。</translation>
    </message>
    <message>
        <source>Free some space or save elsewhere.</source>
        <translation>请腾出空间，或另存他处。</translation>
    </message>
    <message>
        <source>Freeze the model, so that its variables become constants.</source>
        <translation>请冻结模型，使变量成为常量。</translation>
    </message>
    <message>
        <source>Function {0} does not say where its result {1} comes from.</source>
        <translation>函数 {0} 没有说明结果 {1} 来自哪里。</translation>
    </message>
    <message>
        <source>Function {0} returns the control edge {1}.</source>
        <translation>函数 {0} 返回了控制边 {1}。</translation>
    </message>
    <message>
        <source>Give 1 or more.</source>
        <translation>请给 1 或更大的数。</translation>
    </message>
    <message>
        <source>Give a batch size, usually 1: --input {0}.</source>
        <translation>请填批大小，通常为 1：--input {0}。</translation>
    </message>
    <message>
        <source>Give a larger input shape.</source>
        <translation>请给更大的输入形状。</translation>
    </message>
    <message>
        <source>Give a number: --input {0}.</source>
        <translation>请填一个数：--input {0}。</translation>
    </message>
    <message>
        <source>Give all dimensions of the inputs.</source>
        <translation>请填好输入的所有维度。</translation>
    </message>
    <message>
        <source>Give every box its earlier place, or NaN.</source>
        <translation>请给每个方框先前的位置，或 NaN。</translation>
    </message>
    <message>
        <source>Give it the name its kernel is registered under.</source>
        <translation>请给出其内核注册时所用的名称。</translation>
    </message>
    <message>
        <source>Give it, for example --input {0}:float32=1,10.</source>
        <translation>请给出它，例如 --input {0}:float32=1,10。</translation>
    </message>
    <message>
        <source>Give it, for example --input {0}=1,224,224,3.</source>
        <translation>请给出它，例如 --input {0}=1,224,224,3。</translation>
    </message>
    <message>
        <source>Give larger input shapes.</source>
        <translation>请给更大的输入形状。</translation>
    </message>
    <message>
        <source>Give sizes of at least 1.</source>
        <translation>请给至少为 1 的大小。</translation>
    </message>
    <message>
        <source>Give smaller input shapes.</source>
        <translation>请给更小的输入形状。</translation>
    </message>
    <message>
        <source>Give the model&apos;s inputs fixed shapes, for example a batch of 1.</source>
        <translation>请给模型输入固定的形状，例如批大小为 1。</translation>
    </message>
    <message>
        <source>Give the shapes of the inputs, or reshape the tensor in the model.</source>
        <translation>请给出输入的形状，或在模型中重塑该张量。</translation>
    </message>
    <message>
        <source>Give the shapes of the inputs.</source>
        <translation>请给出输入的形状。</translation>
    </message>
    <message>
        <source>Give the shapes of the model&apos;s inputs.</source>
        <translation>请给出模型输入的形状。</translation>
    </message>
    <message>
        <source>Give the size as int32.</source>
        <translation>请以 int32 给出大小。</translation>
    </message>
    <message>
        <source>Give the types of the inputs.</source>
        <translation>请给出输入的类型。</translation>
    </message>
    <message>
        <source>Give {0}.</source>
        <translation>请给 {0}。</translation>
    </message>
    <message>
        <source>Graph input {0} has a producer.</source>
        <translation>图的输入 {0} 有产生它的节点。</translation>
    </message>
    <message>
        <source>Graphviz could not begin a graph.</source>
        <translation>Graphviz 无法开始一张图。</translation>
    </message>
    <message>
        <source>Graphviz could not write the graph.</source>
        <translation>Graphviz 无法写出这张图。</translation>
    </message>
    <message>
        <source>It belongs to saving and restoring.</source>
        <translation>它属于保存与恢复。</translation>
    </message>
    <message>
        <source>It belongs to training.</source>
        <translation>它属于训练。</translation>
    </message>
    <message>
        <source>It can be fed, but no signature takes it.</source>
        <translation>它可以送入数据，但没有签名使用它。</translation>
    </message>
    <message>
        <source>It changes a variable.</source>
        <translation>它会改变变量。</translation>
    </message>
    <message>
        <source>It hands on what a data pipeline delivers ({0}).</source>
        <translation>它传递数据管道送来的内容（{0}）。</translation>
    </message>
    <message>
        <source>It is a variable.</source>
        <translation>它是变量。</translation>
    </message>
    <message>
        <source>It looks like a switch for training, not like data.</source>
        <translation>它像是训练开关，而不是数据。</translation>
    </message>
    <message>
        <source>It may be fed; otherwise its default is used.</source>
        <translation>可以给它送入数据，否则使用其默认值。</translation>
    </message>
    <message>
        <source>It may have been cut short; copy or download it again.</source>
        <translation>它可能被截断；请重新复制或下载。</translation>
    </message>
    <message>
        <source>It only checks or prints.</source>
        <translation>它只做检查或打印。</translation>
    </message>
    <message>
        <source>It prepares data.</source>
        <translation>它用于准备数据。</translation>
    </message>
    <message>
        <source>It writes a log for TensorBoard.</source>
        <translation>它为 TensorBoard 写日志。</translation>
    </message>
    <message>
        <source>Its result is an input.</source>
        <translation>它的结果是输入。</translation>
    </message>
    <message>
        <source>Its value comes from outside ({0}).</source>
        <translation>它的值来自外部（{0}）。</translation>
    </message>
    <message>
        <source>Join axes in the model.</source>
        <translation>请在模型中合并一些轴。</translation>
    </message>
    <message>
        <source>Keep it out of the part that is converted.</source>
        <translation>请把它留在要转换的部分之外。</translation>
    </message>
    <message>
        <source>Let k be 1 or more.</source>
        <translation>请让 k 至少为 1。</translation>
    </message>
    <message>
        <source>Let the model round instead.</source>
        <translation>请让模型改用舍入。</translation>
    </message>
    <message>
        <source>Line {0}, column {1}: {2} stands where {3} was expected.</source>
        <translation>第 {0} 行第 {1} 列：此处是 {2}，应为 {3}。</translation>
    </message>
    <message>
        <source>Line {0}: %{1} is defined twice.</source>
        <translation>第 {0} 行：%{1} 定义了两次。</translation>
    </message>
    <message>
        <source>Line {0}: %{1} is not defined.</source>
        <translation>第 {0} 行：%{1} 没有定义。</translation>
    </message>
    <message>
        <source>Linking nodes</source>
        <translation>正在连接节点</translation>
    </message>
    <message>
        <source>Look for a newer version of this program, or keep the original file.</source>
        <translation>请查找本程序的新版本，或保留原文件。</translation>
    </message>
    <message>
        <source>Lowering</source>
        <translation>正在降级</translation>
    </message>
    <message>
        <source>Make it a constant in the model, or cut the model before this node.</source>
        <translation>请在模型中把它变为常量，或在此节点之前裁开。</translation>
    </message>
    <message>
        <source>Make its operand an input and give its type.</source>
        <translation>请把它的操作数设为输入，并给出类型。</translation>
    </message>
    <message>
        <source>Make the condition a constant, or build the loop again with the control flow of TensorFlow 2.</source>
        <translation>请把条件变为常量，或用 TensorFlow 2 的控制流重建循环。</translation>
    </message>
    <message>
        <source>Metadata {0} names buffer {1}, but there are {2}.</source>
        <translation>元数据 {0} 指向缓冲区 {1}，但只有 {2} 个。</translation>
    </message>
    <message>
        <source>Name a model file.</source>
        <translation>请给出模型文件。</translation>
    </message>
    <message>
        <source>Name an operator&apos;s result or a placeholder as input.</source>
        <translation>请以某个算子的结果或占位符作为输入。</translation>
    </message>
    <message>
        <source>Name it once.</source>
        <translation>请只写一次。</translation>
    </message>
    <message>
        <source>Name one with --output NAME.</source>
        <translation>请用 --output NAME 指定一个。</translation>
    </message>
    <message>
        <source>Name the tensors it gives as the inputs.</source>
        <translation>请把它给出的张量设为输入。</translation>
    </message>
    <message>
        <source>No output depends on it.</source>
        <translation>没有输出依赖它。</translation>
    </message>
    <message>
        <source>No tensor of the model is called {0}.</source>
        <translation>模型中没有名为 {0} 的张量。</translation>
    </message>
    <message>
        <source>No tensor of the model looks like an output.</source>
        <translation>模型中没有像输出的张量。</translation>
    </message>
    <message>
        <source>Node {0} (at byte {1}) has the name of an argument of its function.</source>
        <translation>节点 {0}（第 {1} 字节）与其函数的一个参数同名。</translation>
    </message>
    <message>
        <source>Node {0} of {1}, at byte {2}, has no {3}.</source>
        <translation>{1} 的节点 {0}（第 {2} 字节）没有{3}。</translation>
    </message>
    <message>
        <source>Node {0} reads its own result.</source>
        <translation>节点 {0} 读取自己的结果。</translation>
    </message>
    <message>
        <source>Node {0} reads result {1} of {2}, and a {3} with these attributes has {4}.</source>
        <translation>节点 {0} 读取 {2} 的结果 {1}，而具有这些属性的 {3} 共有 {4} 个结果。</translation>
    </message>
    <message>
        <source>Node {0} reads {1}, and there is no node {2}.</source>
        <translation>节点 {0} 读取 {1}，但没有节点 {2}。</translation>
    </message>
    <message>
        <source>Node {0} would have {1} results, more than the file can mean.</source>
        <translation>节点 {0} 会有 {1} 个结果，超出文件所能表示。</translation>
    </message>
    <message>
        <source>Nothing uses it, and it does not depend on any input.</source>
        <translation>没有节点使用它，它也不依赖任何输入。</translation>
    </message>
    <message>
        <source>Nothing uses it, and it ends in class probabilities ({0}).</source>
        <translation>没有节点使用它，并且输出类别概率（{0}）。</translation>
    </message>
    <message>
        <source>Nothing uses it, and it ends in the number of a class ({0}).</source>
        <translation>没有节点使用它，并且输出类别编号（{0}）。</translation>
    </message>
    <message>
        <source>Nothing uses it, and it ends in values from 0 to 1 ({0}).</source>
        <translation>没有节点使用它，并且输出 0 到 1 之间的值（{0}）。</translation>
    </message>
    <message>
        <source>Nothing uses it, and it is an Identity, as exported outputs are.</source>
        <translation>没有节点使用它，并且它是 Identity，导出的输出常是如此。</translation>
    </message>
    <message>
        <source>Nothing uses it, but no signature returns it.</source>
        <translation>没有节点使用它，但没有签名返回它。</translation>
    </message>
    <message>
        <source>Nothing uses it.</source>
        <translation>没有节点使用它。</translation>
    </message>
    <message>
        <source>Number boxes from 0.</source>
        <translation>请从 0 开始给方框编号。</translation>
    </message>
    <message>
        <source>Only NextIteration may close a loop; save the model again.</source>
        <translation>只有 NextIteration 可以闭合循环；请重新保存模型。</translation>
    </message>
    <message>
        <source>Open a .tflite file; files written before 2018 need the converter of their time.</source>
        <translation>请打开 .tflite 文件；2018 年之前写出的文件需要当时的转换器。</translation>
    </message>
    <message>
        <source>Open a SavedModel folder, or a .pb or .tflite file.</source>
        <translation>请打开 SavedModel 文件夹，或 .pb、.tflite 文件。</translation>
    </message>
    <message>
        <source>Open a part of it.</source>
        <translation>请打开其中一部分。</translation>
    </message>
    <message>
        <source>Open it again when it is complete.</source>
        <translation>请等它完整后再打开。</translation>
    </message>
    <message>
        <source>Open or convert a model first.</source>
        <translation>请先打开或转换一个模型。</translation>
    </message>
    <message>
        <source>Open the frozen .pb or the .meta file beside it.</source>
        <translation>请打开冻结的 .pb，或它旁边的 .meta 文件。</translation>
    </message>
    <message>
        <source>Operator {0} has the code {1}.</source>
        <translation>算子 {0} 的代码是 {1}。</translation>
    </message>
    <message>
        <source>Operator {0} names operator code {1}, but there are {2}.</source>
        <translation>算子 {0} 指向算子代码 {1}，但只有 {2} 个。</translation>
    </message>
    <message>
        <source>Operators must stand in the order they run; export the model again.</source>
        <translation>算子必须按运行顺序排列；请重新导出模型。</translation>
    </message>
    <message>
        <source>Operators: {0}. Inputs: {1}. Outputs: {2}.</source>
        <translation>算子：{0}。输入：{1}。输出：{2}。</translation>
    </message>
    <message>
        <source>Other nodes use it, but it gives class probabilities ({0}).</source>
        <translation>其他节点使用它，但它给出类别概率（{0}）。</translation>
    </message>
    <message>
        <source>Pick it on the graph.</source>
        <translation>请在图上选取。</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Quantize the model again.</source>
        <translation>请重新量化模型。</translation>
    </message>
    <message>
        <source>Quantizing</source>
        <translation>正在量化</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Reading functions</source>
        <translation>正在读取函数</translation>
    </message>
    <message>
        <source>Reading nodes</source>
        <translation>正在读取节点</translation>
    </message>
    <message>
        <source>Reduce over that axis instead.</source>
        <translation>请改为沿该轴归约。</translation>
    </message>
    <message>
        <source>Reshape both to at most five axes before the product.</source>
        <translation>请在相乘之前把两者重塑为最多五个轴。</translation>
    </message>
    <message>
        <source>Reshape its inputs to fewer dimensions in the model, or fix their sizes.</source>
        <translation>请在模型中把它的输入重塑为更少的维度，或固定其大小。</translation>
    </message>
    <message>
        <source>Reshape the tensor in the model.</source>
        <translation>请在模型中重塑该张量。</translation>
    </message>
    <message>
        <source>Run git lfs pull where it came from.</source>
        <translation>请在来源处运行 git lfs pull。</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Save or copy the model again.</source>
        <translation>请重新保存或复制模型。</translation>
    </message>
    <message>
        <source>Save the graph in the binary form.</source>
        <translation>请以二进制形式保存计算图。</translation>
    </message>
    <message>
        <source>Save the model again.</source>
        <translation>请重新保存模型。</translation>
    </message>
    <message>
        <source>Save the model in float32.</source>
        <translation>请以 float32 保存模型。</translation>
    </message>
    <message>
        <source>Save the model with its functions inlined, or cut it before this node.</source>
        <translation>请内联函数后保存模型，或在此节点之前裁开。</translation>
    </message>
    <message>
        <source>Save the model with its range as constants (freeze it).</source>
        <translation>请把范围作为常量保存（冻结模型）。</translation>
    </message>
    <message>
        <source>See `aracari-cli ops --passes`.</source>
        <translation>请看 `aracari-cli ops --passes`。</translation>
    </message>
    <message>
        <source>See the names with `aracari-cli inspect --ops`.</source>
        <translation>名称可用 `aracari-cli inspect --ops` 查看。</translation>
    </message>
    <message>
        <source>Set it to a value of the kind the operator expects.</source>
        <translation>请设为算子所要求的那一类值。</translation>
    </message>
    <message>
        <source>Signature {0} calls it {1}.</source>
        <translation>签名 {0} 称它为 {1}。</translation>
    </message>
    <message>
        <source>Signature {0} names a graph that is not there.</source>
        <translation>签名 {0} 指向不存在的图。</translation>
    </message>
    <message>
        <source>Signature {0} names a tensor that is not there.</source>
        <translation>签名 {0} 指向不存在的张量。</translation>
    </message>
    <message>
        <source>Signature {0} names subgraph {1}, but there are {2}.</source>
        <translation>签名 {0} 指向子图 {1}，但只有 {2} 个。</translation>
    </message>
    <message>
        <source>Signature {0} returns it as {1}.</source>
        <translation>签名 {0} 以 {1} 之名返回它。</translation>
    </message>
    <message>
        <source>Subgraph {0} calls itself, by way of subgraph {1}.</source>
        <translation>子图 {0} 经由子图 {1} 调用自己。</translation>
    </message>
    <message>
        <source>Take the name from the list of tensors.</source>
        <translation>请使用张量列表中的名称。</translation>
    </message>
    <message>
        <source>Take the output of the node only.</source>
        <translation>请只取该节点的输出。</translation>
    </message>
    <message>
        <source>Takes {0} numbers to {1} classes, through {2} operators.</source>
        <translation>把 {0} 个数值经过 {2} 个算子，输出 {1} 个类别。</translation>
    </message>
    <message>
        <source>Takes {0} numbers. Operators: {1}.</source>
        <translation>接收 {0} 个数值。算子：{1}。</translation>
    </message>
    <message>
        <source>Tell the types of the inputs and convert again.</source>
        <translation>请给出输入的类型，再重新转换。</translation>
    </message>
    <message>
        <source>Tensor {0} has a producer that does not know it.</source>
        <translation>张量 {0} 的产生节点并不认识它。</translation>
    </message>
    <message>
        <source>Tensor {0} has the shape {1}; TFLite counts to 2147483647.</source>
        <translation>张量 {0} 的形状是 {1}；TFLite 只数到 2147483647。</translation>
    </message>
    <message>
        <source>Tensor {0} has the type {1}, which TFLite does not have.</source>
        <translation>张量 {0} 的类型是 {1}，TFLite 没有这种类型。</translation>
    </message>
    <message>
        <source>TensorFlow Lite counts up to 2147483647; give less.</source>
        <translation>TensorFlow Lite 只数到 2147483647；请给更小的数。</translation>
    </message>
    <message>
        <source>The custom operator {0} has no name (custom_code).</source>
        <translation>自定义算子 {0} 没有名称（custom_code）。</translation>
    </message>
    <message>
        <source>The disk is full. {0} was not changed.</source>
        <translation>磁盘已满。{0} 未改动。</translation>
    </message>
    <message>
        <source>The earlier picture has {0} boxes, this one {1}.</source>
        <translation>先前的图有 {0} 个方框，这张有 {1} 个。</translation>
    </message>
    <message>
        <source>The file declares it as an input.</source>
        <translation>文件声明它为输入。</translation>
    </message>
    <message>
        <source>The file declares it as an output.</source>
        <translation>文件声明它为输出。</translation>
    </message>
    <message>
        <source>The file does not begin like a TensorFlow Lite model (TFL3 at byte 4).</source>
        <translation>文件开头不像 TensorFlow Lite 模型（第 4 字节应为 TFL3）。</translation>
    </message>
    <message>
        <source>The file has schema version {0}; runtimes read version 3 only.</source>
        <translation>文件的 schema 版本是 {0}；运行时只读版本 3。</translation>
    </message>
    <message>
        <source>The file holds no buffers.</source>
        <translation>文件中没有缓冲区。</translation>
    </message>
    <message>
        <source>The file holds no subgraph.</source>
        <translation>文件中没有子图。</translation>
    </message>
    <message>
        <source>The file is damaged or cut short; copy or export it again.</source>
        <translation>文件已损坏或被截断；请重新复制或导出。</translation>
    </message>
    <message>
        <source>The file is damaged or its exporter has a fault; export the model again.</source>
        <translation>文件已损坏，或导出程序有误；请重新导出模型。</translation>
    </message>
    <message>
        <source>The file is damaged or newer than this program.</source>
        <translation>文件已损坏，或比本程序更新。</translation>
    </message>
    <message>
        <source>The file is damaged or was written by a faulty program.</source>
        <translation>文件已损坏，或由有缺陷的程序写出。</translation>
    </message>
    <message>
        <source>The file is damaged: a table or list in it does not lie within its {0} bytes.</source>
        <translation>文件已损坏：其中有一个表或列表超出了它的 {0} 字节。</translation>
    </message>
    <message>
        <source>The file is damaged; export the model again.</source>
        <translation>文件已损坏；请重新导出模型。</translation>
    </message>
    <message>
        <source>The file is newer than this program; look for an update.</source>
        <translation>文件比本程序更新；请查找更新版本。</translation>
    </message>
    <message>
        <source>The file may have been cut short; copy or download it again.</source>
        <translation>文件可能被截断；请重新复制或下载。</translation>
    </message>
    <message>
        <source>The file repeats its lists more often than its {0} bytes explain.</source>
        <translation>文件重复引用列表的次数超出其 {0} 字节所能解释。</translation>
    </message>
    <message>
        <source>The file that was written reads back with other inputs or outputs.</source>
        <translation>写出的文件读回后，输入或输出不一致。</translation>
    </message>
    <message>
        <source>The graph has a loop through {0}; TFLite has loops as WHILE operators only.</source>
        <translation>计算图有一个经过 {0} 的循环；TFLite 的循环只能是 WHILE 算子。</translation>
    </message>
    <message>
        <source>The graph runs in a circle through {0}.</source>
        <translation>计算图绕经 {0} 成了一个圈。</translation>
    </message>
    <message>
        <source>The likely outputs do not need it.</source>
        <translation>可能的输出都不需要它。</translation>
    </message>
    <message>
        <source>The mean or the variance that {0} {1} passes on is not computed here.</source>
        <translation>{0} {1} 传出的均值或方差不在这里计算。</translation>
    </message>
    <message>
        <source>The mean or the variance that {0} {1} passes on is used, which TensorFlow Lite cannot express.</source>
        <translation>{0} {1} 传出的均值或方差被使用，TensorFlow Lite 无法表达。</translation>
    </message>
    <message>
        <source>The model has no graph.</source>
        <translation>模型没有图。</translation>
    </message>
    <message>
        <source>The model has no tensor {0} to be an {1}.</source>
        <translation>模型没有可作为 {1} 的张量 {0}。</translation>
    </message>
    <message>
        <source>The model holds no graph.</source>
        <translation>模型中没有图。</translation>
    </message>
    <message>
        <source>The node that computes it is missing.</source>
        <translation>计算它的节点缺失。</translation>
    </message>
    <message>
        <source>The nodes {0} wait for each other, and no NextIteration closes that loop.</source>
        <translation>节点 {0} 互相等待，而没有 NextIteration 闭合该循环。</translation>
    </message>
    <message>
        <source>The op table has no complete row {0}.</source>
        <translation>算子表中没有完整的 {0} 行。</translation>
    </message>
    <message>
        <source>The option {0} has a value of a kind its field cannot hold.</source>
        <translation>选项 {0} 的值属于其字段装不下的类型。</translation>
    </message>
    <message>
        <source>The option {0} is {1}, a type TFLite does not have.</source>
        <translation>选项 {0} 是 {1}，TFLite 没有这种类型。</translation>
    </message>
    <message>
        <source>The option {0} is {1}, more than its field holds.</source>
        <translation>选项 {0} 是 {1}，超出其字段所能容纳。</translation>
    </message>
    <message>
        <source>The option {0} is {1}, which TFLite does not know.</source>
        <translation>选项 {0} 是 {1}，TFLite 不认识它。</translation>
    </message>
    <message>
        <source>The options of a custom operator lie at byte {0}, behind the end of the file.</source>
        <translation>自定义算子的选项位于第 {0} 字节，已在文件末尾之后。</translation>
    </message>
    <message>
        <source>The outputs need {0}, which is no input yet.</source>
        <translation>输出需要 {0}，它还不是输入。</translation>
    </message>
    <message>
        <source>The raw scores before {0}.</source>
        <translation>{0} 之前的原始分数。</translation>
    </message>
    <message>
        <source>The settings do not read: {0}.</source>
        <translation>设置无法读取：{0}。</translation>
    </message>
    <message>
        <source>The tables of the model alone need more than 2 GB, more than the format can hold.</source>
        <translation>仅模型的表就需要 2 GB 以上，超出该格式所能容纳。</translation>
    </message>
    <message>
        <source>The type of tensor {0} is not known.</source>
        <translation>张量 {0} 的类型未知。</translation>
    </message>
    <message>
        <source>There is no pass {0}.</source>
        <translation>没有步骤 {0}。</translation>
    </message>
    <message>
        <source>Train the range, or remove the node.</source>
        <translation>请训练出该范围，或去掉该节点。</translation>
    </message>
    <message>
        <source>Two arguments of function {0} are named {1}.</source>
        <translation>函数 {0} 有两个参数同名 {1}。</translation>
    </message>
    <message>
        <source>Two different functions are named {0}, at bytes {1} and {2}.</source>
        <translation>有两个不同的函数同名 {0}，分别在第 {1} 和第 {2} 字节。</translation>
    </message>
    <message>
        <source>Two lines of a picture are on both sides of each other.</source>
        <translation>图中有两条线互在对方的两侧。</translation>
    </message>
    <message>
        <source>Two nodes are named {0}: node {1} (at byte {2}) and node {3} (at byte {4}).</source>
        <translation>有两个节点同名 {0}：节点 {1}（第 {2} 字节）和节点 {3}（第 {4} 字节）。</translation>
    </message>
    <message>
        <source>Unpack it and open what is inside.</source>
        <translation>请解压后打开其中的内容。</translation>
    </message>
    <message>
        <source>Unroll the loop it belongs to, or cut the model before this node.</source>
        <translation>请展开它所属的循环，或在此节点之前裁开。</translation>
    </message>
    <message>
        <source>Use 2 to 16 bits.</source>
        <translation>请使用 2 到 16 位。</translation>
    </message>
    <message>
        <source>Use SAME or VALID padding.</source>
        <translation>请使用 SAME 或 VALID 填充。</translation>
    </message>
    <message>
        <source>Use a convolution over all channels.</source>
        <translation>请使用覆盖所有通道的卷积。</translation>
    </message>
    <message>
        <source>Use a dilation of 1.</source>
        <translation>请使用 1 的膨胀率。</translation>
    </message>
    <message>
        <source>Use a smaller number.</source>
        <translation>请使用更小的数。</translation>
    </message>
    <message>
        <source>Use a step of 1 there.</source>
        <translation>此处请使用步长 1。</translation>
    </message>
    <message>
        <source>Use a type TFLite has, such as float32 or int32.</source>
        <translation>请使用 TFLite 有的类型，例如 float32 或 int32。</translation>
    </message>
    <message>
        <source>Use another type in the model, or cut it before this node.</source>
        <translation>请在模型中换用其他类型，或在此节点之前裁开。</translation>
    </message>
    <message>
        <source>Use float32 or int32 there, or cut the model before this node.</source>
        <translation>此处请用 float32 或 int32，或在此节点之前裁开。</translation>
    </message>
    <message>
        <source>Use one of the values the operator&apos;s description lists.</source>
        <translation>请使用该算子说明中列出的值。</translation>
    </message>
    <message>
        <source>Use smaller ones.</source>
        <translation>请使用更小的。</translation>
    </message>
    <message>
        <source>Use smaller tensors.</source>
        <translation>请使用更小的张量。</translation>
    </message>
    <message>
        <source>Write it as products of two operands with every label once in each, and known ranks.</source>
        <translation>请写成两个操作数的乘积，每个标号各出现一次，且秩已知。</translation>
    </message>
    <message>
        <source>Write it without names, or split it.</source>
        <translation>请不带名称写出，或将其拆分。</translation>
    </message>
    <message>
        <source>Write them with `convert --report`.</source>
        <translation>可用 `convert --report` 写出。</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>a diagonal of shape {0} does not fit {1}.</source>
        <translation>形状为 {0} 的对角线与 {1} 不符。</translation>
    </message>
    <message>
        <source>already {0}</source>
        <translation>已是 {0}</translation>
    </message>
    <message>
        <source>axis {0} of {1} does not split into {2} equal parts.</source>
        <translation>{1} 的第 {0} 轴无法分成 {2} 等份。</translation>
    </message>
    <message>
        <source>axis {0} of {1} is not 1 and cannot be squeezed away.</source>
        <translation>{1} 的第 {0} 轴不是 1，不能压掉。</translation>
    </message>
    <message>
        <source>axis {0} of {1} with its padding does not divide into blocks of {2}.</source>
        <translation>{1} 的第 {0} 轴加上填充后无法分成大小为 {2} 的块。</translation>
    </message>
    <message>
        <source>begin, end and strides are of different lengths.</source>
        <translation>begin、end 与 strides 的长度不同。</translation>
    </message>
    <message>
        <source>bias stays float</source>
        <translation>偏置保持浮点</translation>
    </message>
    <message>
        <source>computed at run time</source>
        <translation>运行时计算</translation>
    </message>
    <message>
        <source>gives {0} back as float32</source>
        <translation>把 {0} 还原为 float32</translation>
    </message>
    <message>
        <source>has a scale already</source>
        <translation>已有 scale</translation>
    </message>
    <message>
        <source>holds NaN or infinity</source>
        <translation>含 NaN 或无穷大</translation>
    </message>
    <message>
        <source>index {0} is outside axis {1} of {2}.</source>
        <translation>下标 {0} 超出 {2} 的第 {1} 轴。</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>it asks for less than one number.</source>
        <translation>它所要求的不足一个数。</translation>
    </message>
    <message>
        <source>it crops more than axis {0} of {1} has.</source>
        <translation>裁去的部分超过 {1} 的第 {0} 轴。</translation>
    </message>
    <message>
        <source>it gathers with {0} batch axes along axis {1} of {2} by {3}.</source>
        <translation>它以 {0} 个批轴沿 {2} 的第 {1} 轴按 {3} 收集。</translation>
    </message>
    <message>
        <source>it has a block size of {0}.</source>
        <translation>块大小为 {0}。</translation>
    </message>
    <message>
        <source>it has a dilation below 1.</source>
        <translation>膨胀率小于 1。</translation>
    </message>
    <message>
        <source>it has a negative multiple.</source>
        <translation>有负的倍数。</translation>
    </message>
    <message>
        <source>it has a negative padding or crop.</source>
        <translation>有负的填充或裁剪。</translation>
    </message>
    <message>
        <source>it has a negative padding.</source>
        <translation>有负的填充。</translation>
    </message>
    <message>
        <source>it has more than one ellipsis.</source>
        <translation>有一个以上的省略号。</translation>
    </message>
    <message>
        <source>it has no part {0}.</source>
        <translation>没有第 {0} 部分。</translation>
    </message>
    <message>
        <source>it has {0} dilations for {1}.</source>
        <translation>对 {1} 给了 {0} 个膨胀率。</translation>
    </message>
    <message>
        <source>it has {0} multiples for {1}.</source>
        <translation>对 {1} 给了 {0} 个倍数。</translation>
    </message>
    <message>
        <source>it has {0} paddings for the {1} axes of {2}.</source>
        <translation>对 {2} 的 {1} 个轴给了 {0} 组填充。</translation>
    </message>
    <message>
        <source>it joins tensors of ranks {0} and {1}.</source>
        <translation>它连接秩为 {0} 和 {1} 的张量。</translation>
    </message>
    <message>
        <source>it mirrors {0} elements on axis {1} of {2}, which has too few.</source>
        <translation>在 {2} 的第 {1} 轴上镜像 {0} 个元素，该轴没有那么多。</translation>
    </message>
    <message>
        <source>it needs one begin and one size for each of the {0} axes of {1}.</source>
        <translation>{1} 的 {0} 个轴各需要一个起点和一个大小。</translation>
    </message>
    <message>
        <source>it parts {0} by numbers of shape {1}.</source>
        <translation>它按形状为 {1} 的编号划分 {0}。</translation>
    </message>
    <message>
        <source>it picks one index on axis {0} but has a negative stride there.</source>
        <translation>在第 {0} 轴上只取一个下标，步长却为负。</translation>
    </message>
    <message>
        <source>it puts {0} into {1}, which is smaller.</source>
        <translation>把 {0} 放入更小的 {1}。</translation>
    </message>
    <message>
        <source>it puts {0} into {1}.</source>
        <translation>把 {0} 放入 {1}。</translation>
    </message>
    <message>
        <source>it slices {0} axes of {1}.</source>
        <translation>它对 {1} 的 {0} 个轴切片。</translation>
    </message>
    <message>
        <source>it stitches {0} by indices {1}.</source>
        <translation>它按下标 {1} 拼合 {0}。</translation>
    </message>
    <message>
        <source>it takes {0} parts from axis {1} of {2}.</source>
        <translation>它从 {2} 的第 {1} 轴取 {0} 份。</translation>
    </message>
    <message>
        <source>its depth is {0}.</source>
        <translation>深度为 {0}。</translation>
    </message>
    <message>
        <source>its diagonal is a scalar.</source>
        <translation>对角线是标量。</translation>
    </message>
    <message>
        <source>its indices are a scalar.</source>
        <translation>下标是标量。</translation>
    </message>
    <message>
        <source>its indices have {0} numbers for the {1} axes of {2}.</source>
        <translation>对 {2} 的 {1} 个轴，下标有 {0} 个数。</translation>
    </message>
    <message>
        <source>its input is not a permutation.</source>
        <translation>输入不是一个排列。</translation>
    </message>
    <message>
        <source>its inputs are of types {0} and {1}, but must be of one.</source>
        <translation>各输入的类型为 {0} 与 {1}，必须相同。</translation>
    </message>
    <message>
        <source>its matrices have shape {0}.</source>
        <translation>矩阵的形状为 {0}。</translation>
    </message>
    <message>
        <source>its permutation does not name each of the {0} axes once.</source>
        <translation>排列没有把 {0} 个轴各列一次。</translation>
    </message>
    <message>
        <source>its sequence axis and its batch axis are one.</source>
        <translation>序列轴与批轴是同一个。</translation>
    </message>
    <message>
        <source>its slice leaves axis {0} of {1}.</source>
        <translation>切片超出了 {1} 的第 {0} 轴。</translation>
    </message>
    <message>
        <source>its start and stop are not two numbers of one type.</source>
        <translation>起点与终点不是同一类型的两个数。</translation>
    </message>
    <message>
        <source>its step is 0.</source>
        <translation>步长为 0。</translation>
    </message>
    <message>
        <source>its stride on axis {0} is 0.</source>
        <translation>第 {0} 轴的步长为 0。</translation>
    </message>
    <message>
        <source>its table is a scalar.</source>
        <translation>表是标量。</translation>
    </message>
    <message>
        <source>its value is incomplete</source>
        <translation>它的值不完整</translation>
    </message>
    <message>
        <source>its {0} block sizes and {1} paddings do not fit {2}.</source>
        <translation>{0} 个块大小与 {1} 组填充和 {2} 不符。</translation>
    </message>
    <message>
        <source>its {0} sizes do not fill axis {1} of {2}.</source>
        <translation>{0} 个大小填不满 {2} 的第 {1} 轴。</translation>
    </message>
    <message>
        <source>left out as asked</source>
        <translation>按要求排除</translation>
    </message>
    <message>
        <source>no elements</source>
        <translation>没有元素</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>no number of its steps leads from its start to its limit.</source>
        <translation>按其步长走不到从起点到终点的任何整数步。</translation>
    </message>
    <message>
        <source>nothing uses it</source>
        <translation>没有节点使用它</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>shape, not a weight</source>
        <translation>形状数据，不是权重</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>稀疏</translation>
    </message>
    <message>
        <source>state, kept between runs</source>
        <translation>状态，运行之间保留</translation>
    </message>
    <message>
        <source>the batch axes of {0} and {1} differ.</source>
        <translation>{0} 与 {1} 的批轴不同。</translation>
    </message>
    <message>
        <source>the batch of {0} does not divide by {1}.</source>
        <translation>{0} 的批大小不能被 {1} 整除。</translation>
    </message>
    <message>
        <source>the shape it asks for has a negative dimension.</source>
        <translation>所要求的形状有负的维度。</translation>
    </message>
    <message>
        <source>the shape it asks for may leave one dimension open (-1), and none below that.</source>
        <translation>所要求的形状最多可有一维未定（-1），且不可更小。</translation>
    </message>
    <message>
        <source>{0} and its result {1} do not agree.</source>
        <translation>{0} 与其结果 {1} 不一致。</translation>
    </message>
    <message>
        <source>{0} and the outputs of its graph do not agree.</source>
        <translation>{0} 与其图的输出不一致。</translation>
    </message>
    <message>
        <source>{0} begins with zeros only; its content was lost.</source>
        <translation>{0} 开头全是零，内容已丢失。</translation>
    </message>
    <message>
        <source>{0} boxes and {1} edges are more than a picture can hold.</source>
        <translation>{0} 个方框和 {1} 条边超出一张图所能容纳。</translation>
    </message>
    <message>
        <source>{0} calls graph {1}, and the model has {2}.</source>
        <translation>{0} 调用图 {1}，而模型只有 {2} 个。</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0} 无法读取：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be spread to the shape {1}.</source>
        <translation>{0} 无法展开到形状 {1}。</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>{0} 无法写入：{1}。</translation>
    </message>
    <message>
        <source>{0} changed while it was read.</source>
        <translation>{0} 在读取过程中被改动。</translation>
    </message>
    <message>
        <source>{0} computes another of its weights</source>
        <translation>{0} 用另一个权重参与计算</translation>
    </message>
    <message>
        <source>{0} could not be taken in: {1}.</source>
        <translation>{0} 无法载入：{1}。</translation>
    </message>
    <message>
        <source>{0} counts {1} uses and lists {2}.</source>
        <translation>{0} 计有 {1} 次使用，却列出 {2} 次。</translation>
    </message>
    <message>
        <source>{0} does not divide into blocks of {1}.</source>
        <translation>{0} 无法分成 {1} 的块。</translation>
    </message>
    <message>
        <source>{0} does not say its shape.</source>
        <translation>{0} 没有给出形状。</translation>
    </message>
    <message>
        <source>{0} does not say its type.</source>
        <translation>{0} 没有给出类型。</translation>
    </message>
    <message>
        <source>{0} elements of shape {1} do not fill the shape {2}.</source>
        <translation>形状为 {1} 的 {0} 个元素填不满形状 {2}。</translation>
    </message>
    <message>
        <source>{0} elements of shape {1} do not fit the shape {2}.</source>
        <translation>形状为 {1} 的 {0} 个元素放不进形状 {2}。</translation>
    </message>
    <message>
        <source>{0} elements, limit {1}</source>
        <translation>{0} 个元素，下限 {1}</translation>
    </message>
    <message>
        <source>{0} ends at byte {1} inside its function library.</source>
        <translation>{0} 在第 {1} 字节、函数库之内中断。</translation>
    </message>
    <message>
        <source>{0} ends at byte {1} inside node {2}.</source>
        <translation>{0} 在第 {1} 字节、节点 {2} 处中断。</translation>
    </message>
    <message>
        <source>{0} ends at byte {1}, before its first node is complete.</source>
        <translation>{0} 在第 {1} 字节中断，第一个节点尚不完整。</translation>
    </message>
    <message>
        <source>{0} ends at byte {1}, inside {2}.</source>
        <translation>{0} 在第 {1} 字节、{2} 之内中断。</translation>
    </message>
    <message>
        <source>{0} has a scale that is not a number.</source>
        <translation>{0} 有一个 scale 不是数。</translation>
    </message>
    <message>
        <source>{0} has a sparse index list of a kind nobody knows.</source>
        <translation>{0} 的稀疏下标列表属于未知的类型。</translation>
    </message>
    <message>
        <source>{0} has an operand that is not there.</source>
        <translation>{0} 有一个不存在的操作数。</translation>
    </message>
    <message>
        <source>{0} has an option in field {1} that nobody knows; writing would lose it.</source>
        <translation>{0} 的字段 {1} 中有未知的选项；写出时会丢失。</translation>
    </message>
    <message>
        <source>{0} has an option table of type {1}, an option type nobody knows; writing would lose it.</source>
        <translation>{0} 的选项表类型为 {1}，是未知的类型；写出时会丢失。</translation>
    </message>
    <message>
        <source>{0} has an option table {1}, an option type nobody knows.</source>
        <translation>{0} 的选项表 {1} 是未知的类型。</translation>
    </message>
    <message>
        <source>{0} has element type {1}, which the format does not have.</source>
        <translation>{0} 的元素类型是 {1}，该格式没有这种类型。</translation>
    </message>
    <message>
        <source>{0} has more axes than the shape {1} it is spread to.</source>
        <translation>{0} 的轴比要展开到的形状 {1} 还多。</translation>
    </message>
    <message>
        <source>{0} has more nodes than can be counted.</source>
        <translation>{0} 的节点多得数不过来。</translation>
    </message>
    <message>
        <source>{0} has quantization details of type {1}, which nobody knows.</source>
        <translation>{0} 的量化细节类型为 {1}，无人认识。</translation>
    </message>
    <message>
        <source>{0} has tensor {1} as {2} {3}, but there are {4} tensors.</source>
        <translation>{0} 以张量 {1} 作为 {2} {3}，但只有 {4} 个张量。</translation>
    </message>
    <message>
        <source>{0} has the scale {1}; runtimes stop at it.</source>
        <translation>{0} 的 scale 为 {1}；运行时会在此停下。</translation>
    </message>
    <message>
        <source>{0} has the shape {1} of {2}, and {3} bytes of content where that takes {4}.</source>
        <translation>{0} 是形状为 {1} 的 {2}，内容有 {3} 字节，而它需要 {4} 字节。</translation>
    </message>
    <message>
        <source>{0} has the shape {1}, more elements than can be counted.</source>
        <translation>{0} 的形状为 {1}，元素多得数不过来。</translation>
    </message>
    <message>
        <source>{0} has the shape {1}; sizes cannot be negative.</source>
        <translation>{0} 的形状为 {1}；大小不能为负。</translation>
    </message>
    <message>
        <source>{0} has {1} as its {2} dimension in the file ({3}), and {4} was asked for.</source>
        <translation>{0} 的{2}维在文件中是 {1}（{3}），而要求的是 {4}。</translation>
    </message>
    <message>
        <source>{0} has {1} bytes; shape {2} of {3} needs {4}.</source>
        <translation>{0} 有 {1} 字节；形状 {2} 的 {3} 需要 {4} 字节。</translation>
    </message>
    <message>
        <source>{0} has {1} in the file ({2}), and {3} were asked for.</source>
        <translation>{0} 在文件中是 {1}（{2}），而要求的是 {3}。</translation>
    </message>
    <message>
        <source>{0} has {1} scales and {2} zero points.</source>
        <translation>{0} 有 {1} 个 scale 和 {2} 个零点。</translation>
    </message>
    <message>
        <source>{0} has {1} scales for axis {2} of {3}.</source>
        <translation>{0} 对 {3} 的第 {2} 轴有 {1} 个 scale。</translation>
    </message>
    <message>
        <source>{0} has {1} scales for {2} entries along axis {3}.</source>
        <translation>{0} 沿第 {3} 轴有 {2} 项，却有 {1} 个 scale。</translation>
    </message>
    <message>
        <source>{0} has {1} scales, but only one element.</source>
        <translation>{0} 有 {1} 个 scale，却只有一个元素。</translation>
    </message>
    <message>
        <source>{0} holds a list of texts whose {1} is wrong.</source>
        <translation>{0} 含有一个{1}有误的文本列表。</translation>
    </message>
    <message>
        <source>{0} holds a value of shape {1}, more than 63 bits can count.</source>
        <translation>{0} 的值形状为 {1}，63 位也数不过来。</translation>
    </message>
    <message>
        <source>{0} holds a value of the open shape {1}.</source>
        <translation>{0} 的值形状 {1} 未定。</translation>
    </message>
    <message>
        <source>{0} holds no graph.</source>
        <translation>{0} 中没有图。</translation>
    </message>
    <message>
        <source>{0} holds {1} bytes; its shape {2} needs {3}.</source>
        <translation>{0} 有 {1} 字节；其形状 {2} 需要 {3} 字节。</translation>
    </message>
    <message>
        <source>{0} holds {1} graphs, none tagged for serving; the first is shown.</source>
        <translation>{0} 含 {1} 张图，没有一张标为 serving；显示第一张。</translation>
    </message>
    <message>
        <source>{0} holds {1} graphs; number {2}, tagged for serving, is shown.</source>
        <translation>{0} 含 {1} 张图；显示标为 serving 的第 {2} 张。</translation>
    </message>
    <message>
        <source>{0} is a Git LFS pointer: the model it stands for was not fetched.</source>
        <translation>{0} 是 Git LFS 指针：它所代表的模型没有取回。</translation>
    </message>
    <message>
        <source>{0} is a NumPy array, not a model.</source>
        <translation>{0} 是 NumPy 数组，不是模型。</translation>
    </message>
    <message>
        <source>{0} is a PDF document, not a model.</source>
        <translation>{0} 是 PDF 文档，不是模型。</translation>
    </message>
    <message>
        <source>{0} is a Python pickle, perhaps of PyTorch; this program does not read those.</source>
        <translation>{0} 是 Python pickle，也许来自 PyTorch；本程序不读取它们。</translation>
    </message>
    <message>
        <source>{0} is a constant; its value is in the file.</source>
        <translation>{0} 是常量，其值在文件中。</translation>
    </message>
    <message>
        <source>{0} is a picture, not a model.</source>
        <translation>{0} 是图片，不是模型。</translation>
    </message>
    <message>
        <source>{0} is a program, not a model.</source>
        <translation>{0} 是程序，不是模型。</translation>
    </message>
    <message>
        <source>{0} is a variable and has a constant value of {1} bytes.</source>
        <translation>{0} 是变量，却有 {1} 字节的常量值。</translation>
    </message>
    <message>
        <source>{0} is a web page, not a model.</source>
        <translation>{0} 是网页，不是模型。</translation>
    </message>
    <message>
        <source>{0} is a zip archive, not a model.</source>
        <translation>{0} 是 zip 压缩包，不是模型。</translation>
    </message>
    <message>
        <source>{0} is an archive, not a model.</source>
        <translation>{0} 是归档文件，不是模型。</translation>
    </message>
    <message>
        <source>{0} is an operand {1} times and counts {2} uses.</source>
        <translation>{0} 有 {1} 次作为操作数，计数却是 {2} 次。</translation>
    </message>
    <message>
        <source>{0} is asked for as an input twice.</source>
        <translation>{0} 两次被要求作为输入。</translation>
    </message>
    <message>
        <source>{0} is compressed, not a model.</source>
        <translation>{0} 是压缩文件，不是模型。</translation>
    </message>
    <message>
        <source>{0} is damaged at byte {1}, in {2}.</source>
        <translation>{0} 在第 {1} 字节、{2} 处已损坏。</translation>
    </message>
    <message>
        <source>{0} is dropout, as in training. It was left out: it does nothing when the network is used.</source>
        <translation>{0} 是训练用的 dropout。已将其去掉：使用网络时它不起作用。</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} 是空的。</translation>
    </message>
    <message>
        <source>{0} is no model this program knows.</source>
        <translation>{0} 不是本程序认识的模型。</translation>
    </message>
    <message>
        <source>{0} is no model this program knows: it begins with the bytes {1}.</source>
        <translation>{0} 不是本程序认识的模型：它以字节 {1} 开头。</translation>
    </message>
    <message>
        <source>{0} is no text form of a graph.</source>
        <translation>{0} 不是计算图的文本形式。</translation>
    </message>
    <message>
        <source>{0} is not a constant.</source>
        <translation>{0} 不是常量。</translation>
    </message>
    <message>
        <source>{0} is not a regular file.</source>
        <translation>{0} 不是普通文件。</translation>
    </message>
    <message>
        <source>{0} is quantized along axis {1}, but has {2} axes.</source>
        <translation>{0} 沿第 {1} 轴量化，却只有 {2} 个轴。</translation>
    </message>
    <message>
        <source>{0} is text of more than 2 GiB.</source>
        <translation>{0} 是超过 2 GiB 的文本。</translation>
    </message>
    <message>
        <source>{0} is text, not a model.</source>
        <translation>{0} 是普通文本，不是模型。</translation>
    </message>
    <message>
        <source>{0} is written by operator {1} and by {2}.</source>
        <translation>{0} 同时由算子 {1} 和 {2} 写入。</translation>
    </message>
    <message>
        <source>{0} is {1} of shape {2} and needs {3} bytes, but its buffer has {4}.</source>
        <translation>{0} 是形状 {2} 的 {1}，需要 {3} 字节，而缓冲区只有 {4} 字节。</translation>
    </message>
    <message>
        <source>{0} leaves its {1} dimension open ({2}).</source>
        <translation>{0} 的{1}维未定（{2}）。</translation>
    </message>
    <message>
        <source>{0} lists a use that is none.</source>
        <translation>{0} 列出了一个不成立的使用。</translation>
    </message>
    <message>
        <source>{0} lists the checkpoints of a folder; it is no model.</source>
        <translation>{0} 列出一个文件夹的检查点，不是模型。</translation>
    </message>
    <message>
        <source>{0} looks like an ONNX model; this program does not read ONNX.</source>
        <translation>{0} 像是 ONNX 模型；本程序不读取 ONNX。</translation>
    </message>
    <message>
        <source>{0} names a buffer that is not there.</source>
        <translation>{0} 指向不存在的缓冲区。</translation>
    </message>
    <message>
        <source>{0} names a tensor of scales that is not there.</source>
        <translation>{0} 指向不存在的 scale 张量。</translation>
    </message>
    <message>
        <source>{0} names buffer {1}, but there are {2}.</source>
        <translation>{0} 指向缓冲区 {1}，但只有 {2} 个。</translation>
    </message>
    <message>
        <source>{0} names scales that are not there.</source>
        <translation>{0} 指向不存在的 scale。</translation>
    </message>
    <message>
        <source>{0} names subgraph {1}, but there are {2}.</source>
        <translation>{0} 指向子图 {1}，但只有 {2} 个。</translation>
    </message>
    <message>
        <source>{0} needs all its weights as int8, but {1} stays float</source>
        <translation>{0} 需要所有权重都是 int8，而 {1} 保持浮点</translation>
    </message>
    <message>
        <source>{0} nests attributes more than {1} deep.</source>
        <translation>{0} 的属性嵌套超过 {1} 层。</translation>
    </message>
    <message>
        <source>{0} of shape {1} does not divide into {2}.</source>
        <translation>{0} 的形状 {1} 无法分成 {2}。</translation>
    </message>
    <message>
        <source>{0} of signature {1} is made of several tensors.</source>
        <translation>签名 {1} 的 {0} 由多个张量组成。</translation>
    </message>
    <message>
        <source>{0} of signature {1} is tensor {2}, but there are {3}.</source>
        <translation>签名 {1} 的 {0} 是张量 {2}，但只有 {3} 个。</translation>
    </message>
    <message>
        <source>{0} of signature {1} is {2}, which the graph does not hold.</source>
        <translation>签名 {1} 的 {0} 是 {2}，图中没有它。</translation>
    </message>
    <message>
        <source>{0} reads its own result, {1}.</source>
        <translation>{0} 读取自己的结果 {1}。</translation>
    </message>
    <message>
        <source>{0} reads {1} before {2} writes it.</source>
        <translation>{0} 在 {2} 写入之前就读取 {1}。</translation>
    </message>
    <message>
        <source>{0} reads {1}, which nothing writes and which has no value.</source>
        <translation>{0} 读取 {1}，没有节点写入它，它也没有值。</translation>
    </message>
    <message>
        <source>{0} takes no int8 weights</source>
        <translation>{0} 不接受 int8 权重</translation>
    </message>
    <message>
        <source>{0} waits for a node that is not there.</source>
        <translation>{0} 等待一个不存在的节点。</translation>
    </message>
    <message>
        <source>{0} would have a dimension of {1}.</source>
        <translation>{0} 会有一维为 {1}。</translation>
    </message>
    <message>
        <source>{0} writes {1}, which is a constant.</source>
        <translation>{0} 写入常量 {1}。</translation>
    </message>
    <message>
        <source>{0} writes {1}, which is an input.</source>
        <translation>{0} 写入输入 {1}。</translation>
    </message>
    <message>
        <source>{0} {1} adds a bias per channel to {2}, which has no channels.</source>
        <translation>{0} {1} 给没有通道的 {2} 加逐通道偏置。</translation>
    </message>
    <message>
        <source>{0} {1} adds a bias to channels that come first, in a tensor of unknown rank.</source>
        <translation>{0} {1} 给通道在前的张量加偏置，而该张量的秩未知。</translation>
    </message>
    <message>
        <source>{0} {1} adds a bias {2} to {3}, which has another number of channels.</source>
        <translation>{0} {1} 把偏置 {2} 加到通道数不同的 {3} 上。</translation>
    </message>
    <message>
        <source>{0} {1} adds a bias {2} to {3}.</source>
        <translation>{0} {1} 把偏置 {2} 加到 {3} 上。</translation>
    </message>
    <message>
        <source>{0} {1} adds {2}, for which there is no reference kernel.</source>
        <translation>{0} {1} 对 {2} 求和，没有相应的参考内核。</translation>
    </message>
    <message>
        <source>{0} {1} asks for align_corners and half_pixel_centers at once, which nobody computes.</source>
        <translation>{0} {1} 同时要求 align_corners 和 half_pixel_centers，无法计算。</translation>
    </message>
    <message>
        <source>{0} {1} asks for no element at all, which the TensorFlow Lite runtime does not do.</source>
        <translation>{0} {1} 一个元素也不要，TensorFlow Lite 运行时不支持。</translation>
    </message>
    <message>
        <source>{0} {1} asks for the {2} largest of a tensor of shape {3}.</source>
        <translation>{0} {1} 要求形状为 {3} 的张量中最大的 {2} 个。</translation>
    </message>
    <message>
        <source>{0} {1} broadcasts over {2} dimensions ({3}); the TensorFlow Lite runtime takes {4}.</source>
        <translation>{0} {1} 在 {2} 个维度上广播（{3}）；TensorFlow Lite 运行时最多 {4} 个。</translation>
    </message>
    <message>
        <source>{0} {1} calls functions of the model, which do not become TensorFlow Lite operators here.</source>
        <translation>{0} {1} 调用模型中的函数，这里不会把它们变为 TensorFlow Lite 算子。</translation>
    </message>
    <message>
        <source>{0} {1} cannot be computed here yet.</source>
        <translation>{0} {1} 在这里还不能计算。</translation>
    </message>
    <message>
        <source>{0} {1} cannot see {2} as shape {3}.</source>
        <translation>{0} {1} 无法把 {2} 看作形状 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} chooses by a condition of shape {2} among rows of shape {3}.</source>
        <translation>{0} {1} 按形状为 {2} 的条件在形状为 {3} 的各行中选择。</translation>
    </message>
    <message>
        <source>{0} {1} combines shapes {2} and {3}, which do not fit together.</source>
        <translation>{0} {1} 组合形状 {2} 与 {3}，两者不相配。</translation>
    </message>
    <message>
        <source>{0} {1} computes {2}, which int32 does not hold.</source>
        <translation>{0} {1} 计算 {2}，int32 容纳不下。</translation>
    </message>
    <message>
        <source>{0} {1} conjugates complex numbers, for which TensorFlow Lite has no operator.</source>
        <translation>{0} {1} 取复数共轭，TensorFlow Lite 没有这种算子。</translation>
    </message>
    <message>
        <source>{0} {1} conjugates complex numbers, for which there is no reference kernel.</source>
        <translation>{0} {1} 取复数共轭，没有相应的参考内核。</translation>
    </message>
    <message>
        <source>{0} {1} converts to {2}, which the TensorFlow Lite runtime does not do.</source>
        <translation>{0} {1} 转换为 {2}，TensorFlow Lite 运行时不支持。</translation>
    </message>
    <message>
        <source>{0} {1} counts in {2}, for which there is no reference kernel.</source>
        <translation>{0} {1} 以 {2} 计数，没有相应的参考内核。</translation>
    </message>
    <message>
        <source>{0} {1} cuts off the bits that do not fit, which is not computed here.</source>
        <translation>{0} {1} 截去放不下的位，这里不做这种计算。</translation>
    </message>
    <message>
        <source>{0} {1} cuts shape {2} at places that are not all known; TensorFlow Lite runtimes do that with up to {3} axes.</source>
        <translation>{0} {1} 在并非全部已知的位置切开形状 {2}；TensorFlow Lite 运行时最多支持 {3} 个轴。</translation>
    </message>
    <message>
        <source>{0} {1} divides an integer by 0.</source>
        <translation>{0} {1} 用整数除以 0。</translation>
    </message>
    <message>
        <source>{0} {1} divides by the root of a variance of {2}.</source>
        <translation>{0} {1} 除以方差 {2} 的平方根。</translation>
    </message>
    <message>
        <source>{0} {1} does not tell how many channels its filter makes.</source>
        <translation>{0} {1} 没有说明其卷积核产生多少通道。</translation>
    </message>
    <message>
        <source>{0} {1} draws random numbers, which TensorFlow Lite would draw differently.</source>
        <translation>{0} {1} 产生随机数，TensorFlow Lite 产生的会不同。</translation>
    </message>
    <message>
        <source>{0} {1} has a number that 32 bits do not hold among its sizes and indices.</source>
        <translation>{0} {1} 的大小或下标中有 32 位容纳不下的数。</translation>
    </message>
    <message>
        <source>{0} {1} has a segment number of {2} or more.</source>
        <translation>{0} {1} 有一个分段编号达到或超过 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} has a size of {2} numbers instead of 2.</source>
        <translation>{0} {1} 的大小有 {2} 个数，应为 2 个。</translation>
    </message>
    <message>
        <source>{0} {1} has a window of size {2}, stride {3}, dilation {4}.</source>
        <translation>{0} {1} 的窗口大小为 {2}，步长 {3}，膨胀率 {4}。</translation>
    </message>
    <message>
        <source>{0} {1} has a window that reaches over {2} elements, but its input has {3} there.</source>
        <translation>{0} {1} 的窗口跨 {2} 个元素，而输入在该处只有 {3} 个。</translation>
    </message>
    <message>
        <source>{0} {1} has an input without its bytes.</source>
        <translation>{0} {1} 有一个输入缺少字节。</translation>
    </message>
    <message>
        <source>{0} {1} has an operand of type {2} and shape {3} without its bytes.</source>
        <translation>{0} {1} 有一个类型 {2}、形状 {3} 的操作数缺少字节。</translation>
    </message>
    <message>
        <source>{0} {1} has indices or updates that do not fit its shape.</source>
        <translation>{0} {1} 的下标或更新与其形状不符。</translation>
    </message>
    <message>
        <source>{0} {1} has inputs of types {2} and {3}.</source>
        <translation>{0} {1} 的输入类型为 {2} 与 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} has no TensorFlow Lite form.</source>
        <translation>TensorFlow Lite 没有 {0}（{1}）。</translation>
    </message>
    <message>
        <source>{0} {1} has no boundaries.</source>
        <translation>{0} {1} 没有边界。</translation>
    </message>
    <message>
        <source>{0} {1} has no definite shape.</source>
        <translation>{0} {1} 没有确定的形状。</translation>
    </message>
    <message>
        <source>{0} {1} has no operator in TensorFlow Lite, and no others together give it exactly.</source>
        <translation>TensorFlow Lite 没有与 {0} {1} 对应的算子，也没有其他算子的组合能精确给出它。</translation>
    </message>
    <message>
        <source>{0} {1} has no size of two int32 numbers.</source>
        <translation>{0} {1} 没有由两个 int32 数构成的大小。</translation>
    </message>
    <message>
        <source>{0} {1} has operands from which its result shape cannot be computed.</source>
        <translation>{0} {1} 的操作数算不出结果的形状。</translation>
    </message>
    <message>
        <source>{0} {1} has operands that point outside its input.</source>
        <translation>{0} {1} 的操作数指向其输入之外。</translation>
    </message>
    <message>
        <source>{0} {1} has padding &quot;{2}&quot;; known are SAME, VALID and EXPLICIT.</source>
        <translation>{0} {1} 的填充方式是“{2}”；已知的有 SAME、VALID 和 EXPLICIT。</translation>
    </message>
    <message>
        <source>{0} {1} has segment numbers of shape {2} for data of shape {3}.</source>
        <translation>{0} {1} 的分段编号形状为 {2}，数据形状为 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} has segment numbers that are not in order.</source>
        <translation>{0} {1} 的分段编号没有按顺序排列。</translation>
    </message>
    <message>
        <source>{0} {1} has statistics of different lengths.</source>
        <translation>{0} {1} 的各统计量长度不同。</translation>
    </message>
    <message>
        <source>{0} {1} has statistics of shape {2} for an input {3}.</source>
        <translation>{0} {1} 的统计量形状为 {2}，输入为 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} has strings that do not fill their tensor.</source>
        <translation>{0} {1} 的字符串填不满其张量。</translation>
    </message>
    <message>
        <source>{0} {1} has the equation &quot;{2}&quot;, which does not fit its operands.</source>
        <translation>{0} {1} 的等式是“{2}”，与其操作数不符。</translation>
    </message>
    <message>
        <source>{0} {1} has the fused activation {2}, which the TensorFlow Lite runtime ignores.</source>
        <translation>{0} {1} 融合了激活 {2}，TensorFlow Lite 运行时会忽略它。</translation>
    </message>
    <message>
        <source>{0} {1} has the range {2} to {3}, which holds nothing.</source>
        <translation>{0} {1} 的范围为 {2} 到 {3}，其中没有值。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} = {3}, which TensorFlow Lite cannot express.</source>
        <translation>{0} {1} 的 {2} = {3}，TensorFlow Lite 无法表达。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} inputs, but needs {3}.</source>
        <translation>{0} {1} 有 {2} 个输入，需要 {3} 个。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} inputs, but takes {3}.</source>
        <translation>{0} {1} 有 {2} 个输入，只接受 {3} 个。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} lower and {3} upper ends of ranges.</source>
        <translation>{0} {1} 有 {2} 个范围下端和 {3} 个上端。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} numbers in ksize, where {3} are needed.</source>
        <translation>{0} {1} 的 ksize 有 {2} 个数，需要 {3} 个。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} numbers in {3}, where {4} are needed.</source>
        <translation>{0} {1} 的 {3} 有 {2} 个数，需要 {4} 个。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} ranges for an input {3}.</source>
        <translation>{0} {1} 有 {2} 个范围，输入为 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} that the model computes while it runs.</source>
        <translation>{0} {1} 的 {2} 由模型在运行时计算。</translation>
    </message>
    <message>
        <source>{0} {1} holds no value.</source>
        <translation>{0} {1} 没有值。</translation>
    </message>
    <message>
        <source>{0} {1} is computed here in float32 only, not in {2}.</source>
        <translation>{0} {1} 在这里只以 float32 计算，不支持 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} is control flow of TensorFlow 1, for which TensorFlow Lite has no operator.</source>
        <translation>{0} {1} 是 TensorFlow 1 的控制流，TensorFlow Lite 没有这种算子。</translation>
    </message>
    <message>
        <source>{0} {1} is fed from outside, but is not among the chosen inputs.</source>
        <translation>{0} {1} 由外部送入，却不在所选的输入之中。</translation>
    </message>
    <message>
        <source>{0} {1} is no TFLite operator, so a .tflite file cannot hold it.</source>
        <translation>{0} {1} 不是 TFLite 算子，.tflite 文件放不下它。</translation>
    </message>
    <message>
        <source>{0} {1} is not computed here for {2}.</source>
        <translation>{0} {1} 在这里不对 {2} 计算。</translation>
    </message>
    <message>
        <source>{0} {1} is not defined for {2}.</source>
        <translation>{0} {1} 对 {2} 没有定义。</translation>
    </message>
    <message>
        <source>{0} {1} joins axes whose sizes are known only when the model runs.</source>
        <translation>{0} {1} 合并大小只在运行时才知道的轴。</translation>
    </message>
    <message>
        <source>{0} {1} joins nothing.</source>
        <translation>{0} {1} 什么也没有连接。</translation>
    </message>
    <message>
        <source>{0} {1} keeps its weights in an order of their own, which is not computed here.</source>
        <translation>{0} {1} 的权重按自有的次序存放，这里不做这种计算。</translation>
    </message>
    <message>
        <source>{0} {1} keeps or changes a variable, and the model does not tell its value.</source>
        <translation>{0} {1} 保存或改变变量，而模型没有给出其值。</translation>
    </message>
    <message>
        <source>{0} {1} lacks a value of one of its inputs.</source>
        <translation>{0} {1} 缺少一个输入的值。</translation>
    </message>
    <message>
        <source>{0} {1} lacks bytes of an operand of shape {2}.</source>
        <translation>{0} {1} 缺少形状为 {2} 的操作数的字节。</translation>
    </message>
    <message>
        <source>{0} {1} lacks bytes of its range.</source>
        <translation>{0} {1} 缺少其范围的字节。</translation>
    </message>
    <message>
        <source>{0} {1} looks for a position along axis {2}, which has no elements.</source>
        <translation>{0} {1} 沿第 {2} 轴找位置，而该轴没有元素。</translation>
    </message>
    <message>
        <source>{0} {1} looks for a position in a single number.</source>
        <translation>{0} {1} 在单个数里找位置。</translation>
    </message>
    <message>
        <source>{0} {1} makes a result of shape {2}, known only when the model runs.</source>
        <translation>{0} {1} 产生形状为 {2} 的结果，运行时才能确定。</translation>
    </message>
    <message>
        <source>{0} {1} makes a tensor with a dimension of {2}.</source>
        <translation>{0} {1} 产生的张量有一维为 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} makes {2}, for which there is no reference kernel.</source>
        <translation>{0} {1} 产生 {2}，没有相应的参考内核。</translation>
    </message>
    <message>
        <source>{0} {1} may broadcast {2} with {3}, which TensorFlow Lite does not do in ATAN2.</source>
        <translation>{0} {1} 可能把 {2} 与 {3} 广播，TensorFlow Lite 的 ATAN2 不支持。</translation>
    </message>
    <message>
        <source>{0} {1} mixes {2} with {3}.</source>
        <translation>{0} {1} 混用 {2} 与 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} multiplies matrices, but an operand has shape {2}.</source>
        <translation>{0} {1} 做矩阵相乘，但有一个操作数的形状为 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} multiplies stacks of shapes {2} and {3}; the TensorFlow Lite runtime takes five axes.</source>
        <translation>{0} {1} 对形状为 {2} 与 {3} 的矩阵组相乘；TensorFlow Lite 运行时最多五个轴。</translation>
    </message>
    <message>
        <source>{0} {1} multiplies {2} by {3}: {4} columns do not meet {5} rows.</source>
        <translation>{0} {1} 将 {2} 乘以 {3}：{4} 列对不上 {5} 行。</translation>
    </message>
    <message>
        <source>{0} {1} names axis {2} of a tensor of rank {3}.</source>
        <translation>{0} {1} 指定了第 {2} 轴，而张量的秩为 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} needs a constant that can be turned, but has {2} {3}.</source>
        <translation>{0} {1} 需要可以转置的常量，得到的却是 {2} {3}。</translation>
    </message>
    <message>
        <source>{0} {1} needs int32 or int64 inputs.</source>
        <translation>{0} {1} 需要 int32 或 int64 的输入。</translation>
    </message>
    <message>
        <source>{0} {1} needs one axis, but is given {2}.</source>
        <translation>{0} {1} 需要一个轴，得到的是 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} needs one shape, but finds {2} and {3}.</source>
        <translation>{0} {1} 需要同一个形状，却有 {2} 与 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} normalises channels, but its input has shape {2}.</source>
        <translation>{0} {1} 对通道归一化，而其输入形状为 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} orders values among which one is not a number.</source>
        <translation>{0} {1} 要排序的值中有一个不是数。</translation>
    </message>
    <message>
        <source>{0} {1} picks index {2} of {3}, which the TensorFlow Lite runtime refuses.</source>
        <translation>{0} {1} 取 {3} 的下标 {2}，TensorFlow Lite 运行时会拒绝。</translation>
    </message>
    <message>
        <source>{0} {1} points at index {2} of {3}, which the TensorFlow Lite runtime refuses.</source>
        <translation>{0} {1} 指向 {3} 的下标 {2}，TensorFlow Lite 运行时会拒绝。</translation>
    </message>
    <message>
        <source>{0} {1} pools a volume of shape {2}, known only when the model runs.</source>
        <translation>{0} {1} 对形状 {2} 的体积做池化，该形状运行时才能确定。</translation>
    </message>
    <message>
        <source>{0} {1} pools over the batch or the channels, which TensorFlow Lite cannot express.</source>
        <translation>{0} {1} 在批或通道上做池化，TensorFlow Lite 无法表达。</translation>
    </message>
    <message>
        <source>{0} {1} raises an integer to a negative power.</source>
        <translation>{0} {1} 求整数的负次幂。</translation>
    </message>
    <message>
        <source>{0} {1} reads quantized rows as numbers, for which there is no reference kernel.</source>
        <translation>{0} {1} 把量化的行读作数值，没有相应的参考内核。</translation>
    </message>
    <message>
        <source>{0} {1} reads the data a training program feeds.</source>
        <translation>{0} {1} 读取训练程序送入的数据。</translation>
    </message>
    <message>
        <source>{0} {1} reduces a tensor of shape {2}, which has no elements; TensorFlow Lite gives another value then.</source>
        <translation>{0} {1} 归约形状为 {2}、没有元素的张量；此时 TensorFlow Lite 给出另外的值。</translation>
    </message>
    <message>
        <source>{0} {1} reorders {2} axes at once; TensorFlow Lite runtimes take {3}.</source>
        <translation>{0} {1} 一次重排 {2} 个轴；TensorFlow Lite 运行时最多 {3} 个。</translation>
    </message>
    <message>
        <source>{0} {1} resizes to a height or width of {2}.</source>
        <translation>{0} {1} 缩放到高或宽为 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} resizes {2} to {3}; both need a height and a width.</source>
        <translation>{0} {1} 把 {2} 缩放到 {3}；两者都需要高和宽。</translation>
    </message>
    <message>
        <source>{0} {1} rounds {2} to {3} to {4} bits, which holds nothing.</source>
        <translation>{0} {1} 把 {2} 到 {3} 舍入为 {4} 位，其中没有值。</translation>
    </message>
    <message>
        <source>{0} {1} runs code that is not part of the model.</source>
        <translation>{0} {1} 运行不属于模型的代码。</translation>
    </message>
    <message>
        <source>{0} {1} saves or restores the model and computes nothing.</source>
        <translation>{0} {1} 保存或恢复模型，不做计算。</translation>
    </message>
    <message>
        <source>{0} {1} searches {2}, for which there is no reference kernel.</source>
        <translation>{0} {1} 在 {2} 中搜索，没有相应的参考内核。</translation>
    </message>
    <message>
        <source>{0} {1} sorts out {2} of shape {3}, for which there is no reference kernel.</source>
        <translation>{0} {1} 对形状为 {3} 的 {2} 去重，没有相应的参考内核。</translation>
    </message>
    <message>
        <source>{0} {1} steps over the batch or the channels ({2}), which TensorFlow Lite cannot express.</source>
        <translation>{0} {1} 在批或通道上跨步（{2}），TensorFlow Lite 无法表达。</translation>
    </message>
    <message>
        <source>{0} {1} stores images as {2}, which is not supported.</source>
        <translation>{0} {1} 以 {2} 存放图像，不支持。</translation>
    </message>
    <message>
        <source>{0} {1} sums over an axis of size 0, which the TensorFlow Lite runtime does not take.</source>
        <translation>{0} {1} 沿大小为 0 的轴求和，TensorFlow Lite 运行时不接受。</translation>
    </message>
    <message>
        <source>{0} {1} takes its range from a tensor that is computed when the model runs.</source>
        <translation>{0} {1} 的范围取自运行时才计算的张量。</translation>
    </message>
    <message>
        <source>{0} {1} takes its size as {2}.</source>
        <translation>{0} {1} 以 {2} 接收其大小。</translation>
    </message>
    <message>
        <source>{0} {1} works on a kind of quantization that is not evaluated here.</source>
        <translation>{0} {1} 使用这里不计算的一种量化。</translation>
    </message>
    <message>
        <source>{0} {1} works on a tensor of rank {2}; the TensorFlow Lite runtime takes {3} to {4}.</source>
        <translation>{0} {1} 处理秩为 {2} 的张量；TensorFlow Lite 运行时接受 {3} 到 {4}。</translation>
    </message>
    <message>
        <source>{0} {1} works on a tensor of shape {2}, which holds nothing; the TensorFlow Lite runtime does not take that.</source>
        <translation>{0} {1} 处理形状为 {2} 的空张量；TensorFlow Lite 运行时不接受。</translation>
    </message>
    <message>
        <source>{0} {1} works on a tensor of unknown rank.</source>
        <translation>{0} {1} 处理秩未知的张量。</translation>
    </message>
    <message>
        <source>{0} {1} works on a tensor whose type is not known.</source>
        <translation>{0} {1} 处理类型未知的张量。</translation>
    </message>
    <message>
        <source>{0} {1} works on a type that is not known.</source>
        <translation>{0} {1} 处理未知的类型。</translation>
    </message>
    <message>
        <source>{0} {1} works on groups of channels (input {2}, filter {3}), which the TensorFlow Lite runtime does in two dimensions only.</source>
        <translation>{0} {1} 处理分组的通道（输入 {2}，卷积核 {3}），TensorFlow Lite 运行时只在二维下支持。</translation>
    </message>
    <message>
        <source>{0} {1} works on groups of channels, which the TensorFlow Lite runtime does not do in a transposed convolution.</source>
        <translation>{0} {1} 处理分组的通道，TensorFlow Lite 运行时的转置卷积不支持。</translation>
    </message>
    <message>
        <source>{0} {1} works on shape {2}, of which too much is open to choose a TensorFlow Lite form.</source>
        <translation>{0} {1} 的形状 {2} 未定之处太多，选不出 TensorFlow Lite 的形式。</translation>
    </message>
    <message>
        <source>{0} {1} works on shape {2}; the TensorFlow Lite runtime takes no empty tensors here.</source>
        <translation>{0} {1} 的形状为 {2}；TensorFlow Lite 运行时在此不接受空张量。</translation>
    </message>
    <message>
        <source>{0} {1} works on single bits; of such operators TensorFlow Lite knows BITWISE_XOR and RIGHT_SHIFT.</source>
        <translation>{0} {1} 按位运算；这类算子 TensorFlow Lite 只有 BITWISE_XOR 和 RIGHT_SHIFT。</translation>
    </message>
    <message>
        <source>{0} {1} works on {2}, which the TensorFlow Lite runtime does not compute here.</source>
        <translation>{0} {1} 处理 {2}，TensorFlow Lite 运行时在此不计算这种类型。</translation>
    </message>
    <message>
        <source>{0} {1} works on {2}, which the TensorFlow Lite runtime does not compute.</source>
        <translation>{0} {1} 处理 {2}，TensorFlow Lite 运行时不计算这种类型。</translation>
    </message>
    <message>
        <source>{0} {1} works on {2}; TensorFlow Lite computes it in float32 only.</source>
        <translation>{0} {1} 处理 {2}；TensorFlow Lite 只以 float32 计算它。</translation>
    </message>
    <message>
        <source>{0} {1} works with a list of tensors, for which TensorFlow Lite has no operator.</source>
        <translation>{0} {1} 使用张量列表，TensorFlow Lite 没有这种算子。</translation>
    </message>
    <message>
        <source>{0} {1} works with a lookup table, which is not converted here.</source>
        <translation>{0} {1} 使用查找表，这里不转换它。</translation>
    </message>
    <message>
        <source>{0} {1} would copy {2} bytes, which is too much.</source>
        <translation>{0} {1} 会复制 {2} 字节，太多了。</translation>
    </message>
    <message>
        <source>{0} {1} would make a value of shape {2}, which is too large.</source>
        <translation>{0} {1} 会产生形状为 {2} 的值，太大了。</translation>
    </message>
    <message>
        <source>{0} {1} would make {2} from {3}, which do not belong together.</source>
        <translation>{0} {1} 会由 {3} 得到 {2}，两者不相配。</translation>
    </message>
    <message>
        <source>{0} {1} writes a training log and computes nothing.</source>
        <translation>{0} {1} 写训练日志，不做计算。</translation>
    </message>
    <message>
        <source>{0} {1}: its bias {2} does not fit its weights {3}.</source>
        <translation>{0} {1}：偏置 {2} 与权重 {3} 不符。</translation>
    </message>
    <message>
        <source>{0} {1}: its input {2} does not fit its weights {3}.</source>
        <translation>{0} {1}：输入 {2} 与权重 {3} 不符。</translation>
    </message>
    <message>
        <source>{0} {1}: the channels of its input {2} do not fit its filter {3}.</source>
        <translation>{0} {1}：输入 {2} 的通道与卷积核 {3} 不符。</translation>
    </message>
    <message>
        <source>{0} {1}: {2}</source>
        <translation>{0} {1}：{2}</translation>
    </message>
    <message>
        <source>{0} {1}: {2} has shape {3}, but must be of rank {4}.</source>
        <translation>{0} {1}：{2} 的形状为 {3}，秩应为 {4}。</translation>
    </message>
    <message>
        <source>{0}, line {1}, column {2}: {3}</source>
        <translation>{0} 第 {1} 行第 {2} 列：{3}</translation>
    </message>
    <message>
        <source>{0}, not float32</source>
        <translation>{0}，不是 float32</translation>
    </message>
    <message>
        <source>{0} {1} has a negative number in its shape.</source>
        <translation>{0} {1} 的形状中有负数。</translation>
    </message>
    <message>
        <source>{0} {1} has an input without a value.</source>
        <translation>{0} {1} 有一个没有值的输入。</translation>
    </message>
    <message>
        <source>{0} {1} has no shape of up to {2} whole numbers.</source>
        <translation>{0} {1} 没有由至多 {2} 个整数组成的形状。</translation>
    </message>
    <message>
        <source>{0} {1} lacks its image.</source>
        <translation>{0} {1} 缺少图像。</translation>
    </message>
    <message>
        <source>{0} {1} lacks its operand &quot;{2}&quot;.</source>
        <translation>{0} {1} 缺少操作数“{2}”。</translation>
    </message>
    <message>
        <source>{0} {1} lacks operand {2}.</source>
        <translation>{0} {1} 缺少操作数 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} lacks operands.</source>
        <translation>{0} {1} 缺少操作数。</translation>
    </message>
    <message>
        <source>{0} {1} normalises channels of {2}.</source>
        <translation>{0} {1} 归一化 {2} 的通道。</translation>
    </message>
    <message>
        <source>first</source>
        <translation>第一</translation>
    </message>
    <message>
        <source>second</source>
        <translation>第二</translation>
    </message>
    <message>
        <source>third</source>
        <translation>第三</translation>
    </message>
    <message>
        <source>fourth</source>
        <translation>第四</translation>
    </message>
    <message>
        <source>fifth</source>
        <translation>第五</translation>
    </message>
    <message>
        <source>sixth</source>
        <translation>第六</translation>
    </message>
    <message>
        <source>{0} {1} lists more results than the operator has.</source>
        <translation>{0} {1} 列出的结果比该运算实有的多。</translation>
    </message>
    <message>
        <source>--inference_type is {0}.</source>
        <translation>--inference_type 是 {0}。</translation>
    </message>
    <message>
        <source>--inference_type={0} computes in integers, which needs the range of every tensor.</source>
        <translation>--inference_type={0} 用整数计算，需要每个张量的范围。</translation>
    </message>
    <message>
        <source>--input_data_types has {0} and --input_arrays {1}.</source>
        <translation>--input_data_types 有{0}，--input_arrays 有{1}。</translation>
    </message>
    <message>
        <source>--input_data_types has {0}.</source>
        <translation>--input_data_types 中有 {0}。</translation>
    </message>
    <message>
        <source>--input_shapes has the dimension {0}.</source>
        <translation>--input_shapes 中有维度 {0}。</translation>
    </message>
    <message>
        <source>--input_shapes has {0} and --input_arrays {1}.</source>
        <translation>--input_shapes 有{0}，--input_arrays 有{1}。</translation>
    </message>
    <message>
        <source>--input_shapes has {0}, where a number is expected.</source>
        <translation>--input_shapes 中应为数字的地方是 {0}。</translation>
    </message>
    <message>
        <source>--{0} has no value.</source>
        <translation>--{0} 没有值。</translation>
    </message>
    <message>
        <source>--{0} is not there.</source>
        <translation>--{0} 这里没有。</translation>
    </message>
    <message>
        <source>--{0} is {1}.</source>
        <translation>--{0} 是 {1}。</translation>
    </message>
    <message>
        <source>A constant holds {0} bytes, fewer than its shape asks for.</source>
        <translation>一个常量有 {0} 字节，少于其形状所需。</translation>
    </message>
    <message>
        <source>A constant of {0} elements is more than memory holds.</source>
        <translation>一个有 {0} 个元素的常量超出内存所能容纳。</translation>
    </message>
    <message>
        <source>A list of texts is damaged.</source>
        <translation>一个文本列表已损坏。</translation>
    </message>
    <message>
        <source>A part of {0} is missing.</source>
        <translation>{0} 的一部分缺失。</translation>
    </message>
    <message>
        <source>Adapt it before the model is saved.</source>
        <translation>请在保存模型前调整它。</translation>
    </message>
    <message>
        <source>Ask for a tensor of another type.</source>
        <translation>请改要另一种类型的张量。</translation>
    </message>
    <message>
        <source>Build it with mask_zero = False.</source>
        <translation>请用 mask_zero = False 构建。</translation>
    </message>
    <message>
        <source>Build it with stateful = False.</source>
        <translation>请用 stateful = False 构建。</translation>
    </message>
    <message>
        <source>Build it with time_major = False.</source>
        <translation>请用 time_major = False 构建。</translation>
    </message>
    <message>
        <source>Build it without.</source>
        <translation>请不带它构建。</translation>
    </message>
    <message>
        <source>Build the model (call it once, or give input_shape) before it is saved.</source>
        <translation>请在保存前构建模型（调用一次，或给出 input_shape）。</translation>
    </message>
    <message>
        <source>Build the model with float32 and load its weights into it.</source>
        <translation>请用 float32 构建模型并把权重载入其中。</translation>
    </message>
    <message>
        <source>Build the model without masks.</source>
        <translation>请不带掩码构建模型。</translation>
    </message>
    <message>
        <source>Building the graph</source>
        <translation>正在构建图</translation>
    </message>
    <message>
        <source>Choose an output that does not wait for that.</source>
        <translation>请选择不依赖它的输出。</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Convert it with astype(&apos;float32&apos;) before saving.</source>
        <translation>请先用 astype(&apos;float32&apos;) 转换再保存。</translation>
    </message>
    <message>
        <source>Convert the array to {0} before saving it.</source>
        <translation>请先把数组转换为 {0} 再保存。</translation>
    </message>
    <message>
        <source>Copy it again, or save the model again with Keras.</source>
        <translation>请重新复制，或用 Keras 重新保存模型。</translation>
    </message>
    <message>
        <source>Copy it again, or save the model again.</source>
        <translation>请重新复制，或重新保存模型。</translation>
    </message>
    <message>
        <source>Copy it there: the values lie in it.</source>
        <translation>请把它复制到那里：数值在其中。</translation>
    </message>
    <message>
        <source>Copy the checkpoint again, all of its files.</source>
        <translation>请重新复制检查点的全部文件。</translation>
    </message>
    <message>
        <source>Copy the checkpoint again.</source>
        <translation>请重新复制检查点。</translation>
    </message>
    <message>
        <source>Copy the checkpoint again; to look at what is there, open it anyway.</source>
        <translation>请重新复制检查点；若只想看看内容，可仍然打开。</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>正在解码</translation>
    </message>
    <message>
        <source>Decoding {0} ended early: the file is damaged, or asks for too much.</source>
        <translation>解码 {0} 提前结束：文件已损坏，或要求过多。</translation>
    </message>
    <message>
        <source>Did you mean --{0}?</source>
        <translation>您是否想用 --{0}？</translation>
    </message>
    <message>
        <source>Do not use it; get the model from whom it comes.</source>
        <translation>请勿使用；请从来源处重新获取模型。</translation>
    </message>
    <message>
        <source>Export a smaller part of it.</source>
        <translation>请导出其中较小的一部分。</translation>
    </message>
    <message>
        <source>Export it as a SavedModel and open that.</source>
        <translation>请导出为 SavedModel 再打开。</translation>
    </message>
    <message>
        <source>Export the model as a SavedModel and open that.</source>
        <translation>请把模型导出为 SavedModel 再打开。</translation>
    </message>
    <message>
        <source>Export the model without recursion.</source>
        <translation>请不带递归地导出模型。</translation>
    </message>
    <message>
        <source>Freezing variables</source>
        <translation>正在冻结变量</translation>
    </message>
    <message>
        <source>Function {0} calls itself, at {1}.</source>
        <translation>函数 {0} 在 {1} 处调用自身。</translation>
    </message>
    <message>
        <source>Function {0} was put in.</source>
        <translation>已就地展开函数 {0}。</translation>
    </message>
    <message>
        <source>Give FLOAT, INT32, UINT8, BOOL or another of toco&apos;s types.</source>
        <translation>请给出 FLOAT、INT32、UINT8、BOOL 或 toco 的其他类型。</translation>
    </message>
    <message>
        <source>Give FLOAT, or leave it out.</source>
        <translation>请给出 FLOAT，或省略它。</translation>
    </message>
    <message>
        <source>Give TENSORFLOW_GRAPHDEF or TFLITE; files are told apart by what is in them.</source>
        <translation>请给出 TENSORFLOW_GRAPHDEF 或 TFLITE；文件按内容识别。</translation>
    </message>
    <message>
        <source>Give TFLITE, TENSORFLOW_GRAPHDEF or GRAPHVIZ_DOT.</source>
        <translation>请给出 TFLITE、TENSORFLOW_GRAPHDEF 或 GRAPHVIZ_DOT。</translation>
    </message>
    <message>
        <source>Give a number of steps up to {0} when the model is built.</source>
        <translation>构建模型时请给出不超过 {0} 的步数。</translation>
    </message>
    <message>
        <source>Give an array for it.</source>
        <translation>请为它给出数组。</translation>
    </message>
    <message>
        <source>Give an array of that shape.</source>
        <translation>请给出该形状的数组。</translation>
    </message>
    <message>
        <source>Give every dimension but the first when the model is built.</source>
        <translation>构建模型时请给出除第一维以外的所有维度。</translation>
    </message>
    <message>
        <source>Give every dimension of the model&apos;s inputs.</source>
        <translation>请给出模型输入的所有维度。</translation>
    </message>
    <message>
        <source>Give fewer or smaller arrays.</source>
        <translation>请给出更少或更小的数组。</translation>
    </message>
    <message>
        <source>Give it when the model is built.</source>
        <translation>请在构建模型时给出。</translation>
    </message>
    <message>
        <source>Give one named {0} or in:{1}, or --random SEED.</source>
        <translation>请给出名为 {0} 或 in:{1} 的数组，或用 --random SEED。</translation>
    </message>
    <message>
        <source>Give one shape for each array, with : between them.</source>
        <translation>请为每个数组给出一个形状，以 : 分隔。</translation>
    </message>
    <message>
        <source>Give one type for each array.</source>
        <translation>请为每个数组给出一个类型。</translation>
    </message>
    <message>
        <source>Give the file to write.</source>
        <translation>请给出要写入的文件。</translation>
    </message>
    <message>
        <source>Give the model to convert.</source>
        <translation>请给出要转换的模型。</translation>
    </message>
    <message>
        <source>Give the number of steps when the model is built.</source>
        <translation>请在构建模型时给出步数。</translation>
    </message>
    <message>
        <source>Give the shapes of the inputs, and the band as a constant.</source>
        <translation>请给出输入的形状，并把带宽设为常量。</translation>
    </message>
    <message>
        <source>Give the shapes of the model&apos;s inputs, or save the model for inference (training=False).</source>
        <translation>请给出模型输入的形状，或以推理方式保存模型（training=False）。</translation>
    </message>
    <message>
        <source>Give true or false.</source>
        <translation>请给出 true 或 false。</translation>
    </message>
    <message>
        <source>Inlining functions</source>
        <translation>正在展开函数</translation>
    </message>
    <message>
        <source>Input {0} of model {1} is no input layer.</source>
        <translation>模型 {1} 的输入 {0} 不是输入层。</translation>
    </message>
    <message>
        <source>Inputs and outputs keep their types. Compare the answers where the digits behind the seventh matter.</source>
        <translation>输入和输出保持其类型。若第七位之后的数字很重要，请比较结果。</translation>
    </message>
    <message>
        <source>Install Aracari again.</source>
        <translation>请重新安装 Aracari。</translation>
    </message>
    <message>
        <source>It has {0}.</source>
        <translation>它有 {0}。</translation>
    </message>
    <message>
        <source>It has {0}: was the graph saved with it?</source>
        <translation>它有 {0}：图是与它一起保存的吗？</translation>
    </message>
    <message>
        <source>It is computed in float32, as everything is in TensorFlow Lite.</source>
        <translation>它以 float32 计算，TensorFlow Lite 中一切都如此。</translation>
    </message>
    <message>
        <source>It is neither an .npy nor an .npz file.</source>
        <translation>它既不是 .npy 也不是 .npz 文件。</translation>
    </message>
    <message>
        <source>It never set the type of the inputs, only how quantized ones are read. Inputs keep the types of the model; --input_data_types says otherwise.</source>
        <translation>它从不设置输入的类型，只决定量化输入如何读取。输入保持模型中的类型；--input_data_types 可以另行指定。</translation>
    </message>
    <message>
        <source>Its value is known.</source>
        <translation>其值已知。</translation>
    </message>
    <message>
        <source>Joining variables</source>
        <translation>正在关联变量</translation>
    </message>
    <message>
        <source>Layer {0} ({1}) is Python code, which is never run.</source>
        <translation>层 {0}（{1}）是 Python 代码，绝不会运行。</translation>
    </message>
    <message>
        <source>Layer {0} is given a tensor without dimensions.</source>
        <translation>层 {0} 得到的张量没有维度。</translation>
    </message>
    <message>
        <source>Layer {0} is of the class {1}, which this program does not know.</source>
        <translation>层 {0} 属于类 {1}，本程序不认识。</translation>
    </message>
    <message>
        <source>Layer {0} needs more of its shape than the model tells ({1}).</source>
        <translation>层 {0} 需要的形状信息多于模型所给（{1}）。</translation>
    </message>
    <message>
        <source>Layer {0} of the configuration has no class.</source>
        <translation>配置中的层 {0} 没有类。</translation>
    </message>
    <message>
        <source>Load them into the model and save that: model.save(&quot;model.h5&quot;).</source>
        <translation>请把它们载入模型并保存：model.save(&quot;model.h5&quot;)。</translation>
    </message>
    <message>
        <source>Make them constants in the model.</source>
        <translation>请在模型中把它们设为常量。</translation>
    </message>
    <message>
        <source>Model {0} does not tell the shape of its input {1}.</source>
        <translation>模型 {0} 没有说明输入 {1} 的形状。</translation>
    </message>
    <message>
        <source>Model {0} has no {1}.</source>
        <translation>模型 {0} 没有 {1}。</translation>
    </message>
    <message>
        <source>Model {0} has {1} and is called on {2}.</source>
        <translation>模型 {0} 有 {1}，却以 {2} 调用。</translation>
    </message>
    <message>
        <source>Model {0} lists no layers.</source>
        <translation>模型 {0} 没有列出层。</translation>
    </message>
    <message>
        <source>Model {0} names a layer {1} it does not have.</source>
        <translation>模型 {0} 提到它没有的层 {1}。</translation>
    </message>
    <message>
        <source>Model {0} names call {1} of layer {2}, which has {3}.</source>
        <translation>模型 {0} 提到层 {2} 的第 {1} 次调用，而它有 {3}。</translation>
    </message>
    <message>
        <source>Model {0} names result {1} of layer {2}, which has {3}.</source>
        <translation>模型 {0} 提到层 {2} 的结果 {1}，而它有 {3}。</translation>
    </message>
    <message>
        <source>Name all files of the checkpoint, or save it again.</source>
        <translation>请指明检查点的全部文件，或重新保存。</translation>
    </message>
    <message>
        <source>Name inputs and outputs with --input and --output.</source>
        <translation>请用 --input 和 --output 指明输入和输出。</translation>
    </message>
    <message>
        <source>Name it as an input, or leave it out.</source>
        <translation>请以输入的名字命名，或去掉它。</translation>
    </message>
    <message>
        <source>Name one of its files, for example model.ckpt.index.</source>
        <translation>请指明其中一个文件，例如 model.ckpt.index。</translation>
    </message>
    <message>
        <source>Name the checkpoint this graph was saved with.</source>
        <translation>请指明与此图一起保存的检查点。</translation>
    </message>
    <message>
        <source>Name the checkpoint with --checkpoint.</source>
        <translation>请用 --checkpoint 指明检查点。</translation>
    </message>
    <message>
        <source>Open a .pb, .pbtxt, .tflite, .h5 or .keras file, or a SavedModel folder.</source>
        <translation>请打开 .pb、.pbtxt、.tflite、.h5 或 .keras 文件，或 SavedModel 文件夹。</translation>
    </message>
    <message>
        <source>Open a file that model.save() wrote.</source>
        <translation>请打开由 model.save() 写出的文件。</translation>
    </message>
    <message>
        <source>Open it with Keras 2 and save it again.</source>
        <translation>请用 Keras 2 打开并重新保存。</translation>
    </message>
    <message>
        <source>Open the checkpoint with its data, undamaged.</source>
        <translation>请打开带有完好数据的检查点。</translation>
    </message>
    <message>
        <source>Output {0} of model {1} depends on itself, or on nothing.</source>
        <translation>模型 {1} 的输出 {0} 依赖自身，或不依赖任何东西。</translation>
    </message>
    <message>
        <source>Pad to the next power of two in the model (fft_length).</source>
        <translation>请在模型中补齐到下一个二的幂（fft_length）。</translation>
    </message>
    <message>
        <source>Parts in float64, float16 or bfloat16 are computed in float32, which is all TensorFlow Lite computes in.</source>
        <translation>float64、float16 或 bfloat16 的部分以 float32 计算，TensorFlow Lite 只能如此。</translation>
    </message>
    <message>
        <source>Put the .index file beside it.</source>
        <translation>请把 .index 文件放在它旁边。</translation>
    </message>
    <message>
        <source>Reading arrays</source>
        <translation>正在读取数组</translation>
    </message>
    <message>
        <source>Reading variables</source>
        <translation>正在读取变量</translation>
    </message>
    <message>
        <source>Run the model again.</source>
        <translation>请重新运行模型。</translation>
    </message>
    <message>
        <source>Save arrays with numpy.save or numpy.savez.</source>
        <translation>请用 numpy.save 或 numpy.savez 保存数组。</translation>
    </message>
    <message>
        <source>Save each field as an array of its own.</source>
        <translation>请把每个字段单独保存为数组。</translation>
    </message>
    <message>
        <source>Save it as numbers, or as text of type S or U.</source>
        <translation>请保存为数字，或保存为 S 或 U 类型的文本。</translation>
    </message>
    <message>
        <source>Save the array again with numpy.save.</source>
        <translation>请用 numpy.save 重新保存数组。</translation>
    </message>
    <message>
        <source>Save the arrays again with numpy.savez.</source>
        <translation>请用 numpy.savez 重新保存数组。</translation>
    </message>
    <message>
        <source>Save the checkpoint again on a common machine.</source>
        <translation>请在常见机器上重新保存检查点。</translation>
    </message>
    <message>
        <source>Save the checkpoint again.</source>
        <translation>请重新保存检查点。</translation>
    </message>
    <message>
        <source>Save the checkpoint with TensorFlow again.</source>
        <translation>请用 TensorFlow 重新保存检查点。</translation>
    </message>
    <message>
        <source>Save the graph before TensorFlow&apos;s optimizer has seen it.</source>
        <translation>请在 TensorFlow 的优化器处理之前保存图。</translation>
    </message>
    <message>
        <source>Save the model again, in one file.</source>
        <translation>请把模型重新保存为一个文件。</translation>
    </message>
    <message>
        <source>Save the model again, or as a SavedModel.</source>
        <translation>请重新保存模型，或保存为 SavedModel。</translation>
    </message>
    <message>
        <source>Save the model as a SavedModel.</source>
        <translation>请把模型保存为 SavedModel。</translation>
    </message>
    <message>
        <source>Save the model with Keras, or with gzip.</source>
        <translation>请用 Keras 保存模型，或使用 gzip。</translation>
    </message>
    <message>
        <source>Save the model with Keras.</source>
        <translation>请用 Keras 保存模型。</translation>
    </message>
    <message>
        <source>Save the model without it, and do its work before.</source>
        <translation>请不带它保存模型，并在之前完成它的工作。</translation>
    </message>
    <message>
        <source>Save the whole model again: configuration and weights do not belong together.</source>
        <translation>请重新保存整个模型：配置与权重不匹配。</translation>
    </message>
    <message>
        <source>Save the whole model: model.save(&quot;model.keras&quot;).</source>
        <translation>请保存整个模型：model.save(&quot;model.keras&quot;)。</translation>
    </message>
    <message>
        <source>See aracari-cli toco --help.</source>
        <translation>请参阅 aracari-cli toco --help。</translation>
    </message>
    <message>
        <source>See the names with `aracari-cli inspect --tensors`.</source>
        <translation>请用 `aracari-cli inspect --tensors` 查看名称。</translation>
    </message>
    <message>
        <source>Signature {0} names no output the model has.</source>
        <translation>签名 {0} 提到的输出模型中都没有。</translation>
    </message>
    <message>
        <source>Take it from one of the lists.</source>
        <translation>请从其中一个列表中去掉它。</translation>
    </message>
    <message>
        <source>The array file is damaged: {0}.</source>
        <translation>数组文件已损坏：{0}。</translation>
    </message>
    <message>
        <source>The array has elements of type {0}, which no tensor has.</source>
        <translation>数组的元素类型为 {0}，没有张量具有这种类型。</translation>
    </message>
    <message>
        <source>The array holds Python objects, which are not read.</source>
        <translation>数组含有 Python 对象，不予读取。</translation>
    </message>
    <message>
        <source>The array holds records of several fields.</source>
        <translation>数组含有多个字段的记录。</translation>
    </message>
    <message>
        <source>The array {0} belongs to no input.</source>
        <translation>数组 {0} 不属于任何输入。</translation>
    </message>
    <message>
        <source>The arrays could not be packed.</source>
        <translation>无法打包数组。</translation>
    </message>
    <message>
        <source>The arrays take more than {0} bytes unpacked.</source>
        <translation>数组解包后超过 {0} 字节。</translation>
    </message>
    <message>
        <source>The checkpoint has no value for variable {0}.</source>
        <translation>检查点中没有变量 {0} 的值。</translation>
    </message>
    <message>
        <source>The configuration in {0} is damaged.</source>
        <translation>{0} 中的配置已损坏。</translation>
    </message>
    <message>
        <source>The configuration in {0} nests more than 500 deep.</source>
        <translation>{0} 中的配置嵌套超过 500 层。</translation>
    </message>
    <message>
        <source>The entry {0} of {1} is damaged.</source>
        <translation>{1} 的条目 {0} 已损坏。</translation>
    </message>
    <message>
        <source>The file of arrays is damaged: {0}.</source>
        <translation>数组文件已损坏：{0}。</translation>
    </message>
    <message>
        <source>The flag --input_file is missing.</source>
        <translation>缺少参数 --input_file。</translation>
    </message>
    <message>
        <source>The flag --output_file is missing.</source>
        <translation>缺少参数 --output_file。</translation>
    </message>
    <message>
        <source>The folder {0} holds no saved_model.pb and no checkpoint.</source>
        <translation>文件夹 {0} 中既没有 saved_model.pb 也没有检查点。</translation>
    </message>
    <message>
        <source>The functions of the model make more than {0} nodes when they are put in.</source>
        <translation>模型的函数展开后超过 {0} 个节点。</translation>
    </message>
    <message>
        <source>The groups of {0} run in a circle at {1}.</source>
        <translation>{0} 的组在 {1} 处成环。</translation>
    </message>
    <message>
        <source>The input {0} has no array.</source>
        <translation>输入 {0} 没有数组。</translation>
    </message>
    <message>
        <source>The model has no signature {0}.</source>
        <translation>模型没有签名 {0}。</translation>
    </message>
    <message>
        <source>The model has no tensor {0} to watch.</source>
        <translation>模型中没有要观察的张量 {0}。</translation>
    </message>
    <message>
        <source>The model is of the class {0}, which is Python code and not in the file.</source>
        <translation>模型属于类 {0}，它是 Python 代码，不在文件中。</translation>
    </message>
    <message>
        <source>The parts of {0} in {1} leave a hole or overlap.</source>
        <translation>{1} 中 {0} 的各部分有空缺或重叠。</translation>
    </message>
    <message>
        <source>The program {0} is missing beside this one.</source>
        <translation>本程序旁边缺少程序 {0}。</translation>
    </message>
    <message>
        <source>The value of variable {0} does not agree with its checksum.</source>
        <translation>变量 {0} 的值与校验和不符。</translation>
    </message>
    <message>
        <source>The value of variable {0} was not read.</source>
        <translation>变量 {0} 的值未读取。</translation>
    </message>
    <message>
        <source>The weights at {0} are those of {1}, and the configuration has {2} there.</source>
        <translation>{0} 处的权重属于 {1}，而配置在那里是 {2}。</translation>
    </message>
    <message>
        <source>There is no checkpoint {0}.</source>
        <translation>没有检查点 {0}。</translation>
    </message>
    <message>
        <source>There is no operator {0}.</source>
        <translation>没有算子 {0}。</translation>
    </message>
    <message>
        <source>This system does not let HDF5 files be decoded apart from the rest; {0} was not opened.</source>
        <translation>此系统不允许隔离解码 HDF5 文件；未打开 {0}。</translation>
    </message>
    <message>
        <source>Two layers of model {0} are named {1}.</source>
        <translation>模型 {0} 有两个层都叫 {1}。</translation>
    </message>
    <message>
        <source>Unpacking</source>
        <translation>正在解包</translation>
    </message>
    <message>
        <source>Use --inference_type=FLOAT with --post_training_quantize: weights in int8, a quarter of the file.</source>
        <translation>请用 --inference_type=FLOAT 加 --post_training_quantize：权重为 int8，文件约为四分之一。</translation>
    </message>
    <message>
        <source>Use nearest, bilinear or bicubic.</source>
        <translation>请使用 nearest、bilinear 或 bicubic。</translation>
    </message>
    <message>
        <source>Use one axis.</source>
        <translation>请只用一个轴。</translation>
    </message>
    <message>
        <source>Use score_mode = dot.</source>
        <translation>请使用 score_mode = dot。</translation>
    </message>
    <message>
        <source>Use smaller windows.</source>
        <translation>请使用更小的窗口。</translation>
    </message>
    <message>
        <source>Variable {0} is changed by {1} while the model runs.</source>
        <translation>变量 {0} 在模型运行时被 {1} 修改。</translation>
    </message>
    <message>
        <source>Variable {0} is {1} in the graph and {2} in the checkpoint.</source>
        <translation>变量 {0} 在图中是 {1}，在检查点中是 {2}。</translation>
    </message>
    <message>
        <source>Weight {0} belongs to no layer of model {1}.</source>
        <translation>权重 {0} 不属于模型 {1} 的任何层。</translation>
    </message>
    <message>
        <source>Weight {0} of layer {1} is not in the file.</source>
        <translation>层 {1} 的权重 {0} 不在文件中。</translation>
    </message>
    <message>
        <source>Write --flag=value.</source>
        <translation>请写成 --flag=value。</translation>
    </message>
    <message>
        <source>Write --{0}=VALUE.</source>
        <translation>请写成 --{0}=VALUE。</translation>
    </message>
    <message>
        <source>Write numbers with commas between, as 1,224,224,3.</source>
        <translation>请写以逗号分隔的数字，如 1,224,224,3。</translation>
    </message>
    <message>
        <source>Write the size, or -1 for one that stays open.</source>
        <translation>请写出大小，或以 -1 表示不确定。</translation>
    </message>
    <message>
        <source>diagonals {0} to {1} are not all in {2}.</source>
        <translation>对角线 {0} 到 {1} 不全在 {2} 中。</translation>
    </message>
    <message>
        <source>it attends over more than one axis, or through gates or windows.</source>
        <translation>它在多个轴上，或通过门或窗口做注意力。</translation>
    </message>
    <message>
        <source>it enlarges by {0}.</source>
        <translation>它按 {0} 放大。</translation>
    </message>
    <message>
        <source>it has no cell.</source>
        <translation>它没有单元。</translation>
    </message>
    <message>
        <source>it has no layer.</source>
        <translation>它没有层。</translation>
    </message>
    <message>
        <source>it has no target shape.</source>
        <translation>它没有目标形状。</translation>
    </message>
    <message>
        <source>it is called on {0}.</source>
        <translation>它以 {0} 调用。</translation>
    </message>
    <message>
        <source>it is called without query or value.</source>
        <translation>调用时没有给出 query 或 value。</translation>
    </message>
    <message>
        <source>it is given a mask.</source>
        <translation>它得到了掩码。</translation>
    </message>
    <message>
        <source>it is given states to start from.</source>
        <translation>它得到了初始状态。</translation>
    </message>
    <message>
        <source>it is given {0} states and has {1}.</source>
        <translation>它得到 {0} 个状态，而它有 {1} 个。</translation>
    </message>
    <message>
        <source>it keeps its state between calls.</source>
        <translation>它在多次调用之间保持状态。</translation>
    </message>
    <message>
        <source>it keeps the aspect ratio.</source>
        <translation>它保持宽高比。</translation>
    </message>
    <message>
        <source>it leaves nothing.</source>
        <translation>它什么也不留下。</translation>
    </message>
    <message>
        <source>it makes {0} groups of {1} channels.</source>
        <translation>它把 {1} 个通道分成 {0} 组。</translation>
    </message>
    <message>
        <source>it masks zeros, which has no TensorFlow Lite form.</source>
        <translation>它屏蔽零值，TensorFlow Lite 没有对应形式。</translation>
    </message>
    <message>
        <source>it merges by {0}.</source>
        <translation>它以 {0} 合并。</translation>
    </message>
    <message>
        <source>it scores by {0}.</source>
        <translation>它以 {0} 计分。</translation>
    </message>
    <message>
        <source>it sums over several axes.</source>
        <translation>它在多个轴上求和。</translation>
    </message>
    <message>
        <source>it wants {0} of {1}, which would resize.</source>
        <translation>它要从 {1} 中取 {0}，这会改变大小。</translation>
    </message>
    <message>
        <source>its axis is none of its input.</source>
        <translation>它的轴不是输入的轴。</translation>
    </message>
    <message>
        <source>its axis is not the last.</source>
        <translation>它的轴不是最后一个。</translation>
    </message>
    <message>
        <source>its axis {0} is none of its input.</source>
        <translation>它的轴 {0} 不是输入的轴。</translation>
    </message>
    <message>
        <source>its axis {0} is none of its inputs.</source>
        <translation>它的轴 {0} 不是任何输入的轴。</translation>
    </message>
    <message>
        <source>its band of diagonals is not one number or two in order.</source>
        <translation>它的对角线带不是一个数或按顺序的两个数。</translation>
    </message>
    <message>
        <source>its diagonals of {0} do not fit {1} rows and {2} columns.</source>
        <translation>它的 {0} 对角线与 {1} 行 {2} 列不符。</translation>
    </message>
    <message>
        <source>its first axis is time.</source>
        <translation>它的第一个轴是时间。</translation>
    </message>
    <message>
        <source>its input has the shape {0}, or it keeps a state, or channels come first.</source>
        <translation>它的输入形状为 {0}，或它保持状态，或通道在前。</translation>
    </message>
    <message>
        <source>its input has the shape {0}.</source>
        <translation>它的输入形状为 {0}。</translation>
    </message>
    <message>
        <source>its inputs have the shapes {0} and {1}.</source>
        <translation>它的输入形状为 {0} 和 {1}。</translation>
    </message>
    <message>
        <source>its mean and variance are not in the file.</source>
        <translation>它的均值和方差不在文件中。</translation>
    </message>
    <message>
        <source>its number of steps is open.</source>
        <translation>它的步数不确定。</translation>
    </message>
    <message>
        <source>its padding is causal in {0} dimensions.</source>
        <translation>它在 {0} 维上使用因果填充。</translation>
    </message>
    <message>
        <source>its result has several axes.</source>
        <translation>它的结果有多个轴。</translation>
    </message>
    <message>
        <source>its segment numbers are not in order.</source>
        <translation>它的分段编号不是有序的。</translation>
    </message>
    <message>
        <source>its weights do not fit its input.</source>
        <translation>它的权重与输入不符。</translation>
    </message>
    <message>
        <source>its windows are not told for four axes.</source>
        <translation>它的窗口没有给出四个轴。</translation>
    </message>
    <message>
        <source>its {0} steps cannot be written out.</source>
        <translation>它的 {0} 步无法逐一写出。</translation>
    </message>
    <message>
        <source>the shape of its input is open ({0}).</source>
        <translation>它的输入形状不确定（{0}）。</translation>
    </message>
    <message>
        <source>the size of its input is not known.</source>
        <translation>它的输入大小未知。</translation>
    </message>
    <message>
        <source>the size of its result is not known.</source>
        <translation>它的结果大小未知。</translation>
    </message>
    <message>
        <source>toco has no flag --{0}.</source>
        <translation>toco 没有参数 --{0}。</translation>
    </message>
    <message>
        <source>{0} cannot be put together from its parts.</source>
        <translation>{0} 无法由其各部分拼合。</translation>
    </message>
    <message>
        <source>{0} cannot be started: {1}.</source>
        <translation>无法启动 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} claims more for {1} than it holds.</source>
        <translation>{0} 为 {1} 声明的内容多于其所含。</translation>
    </message>
    <message>
        <source>{0} does not agree with its checksum at byte {1}.</source>
        <translation>{0} 在字节 {1} 处与校验和不符。</translation>
    </message>
    <message>
        <source>{0} does not agree with its checksum.</source>
        <translation>{0} 与校验和不符。</translation>
    </message>
    <message>
        <source>{0} does not agree with its checksums; names and shapes are shown, values are not.</source>
        <translation>{0} 与校验和不符；显示名称和形状，不显示数值。</translation>
    </message>
    <message>
        <source>{0} does not end as a checkpoint ends.</source>
        <translation>{0} 的结尾不是检查点的结尾。</translation>
    </message>
    <message>
        <source>{0} does not hold {1} diagonals.</source>
        <translation>{0} 没有 {1} 条对角线。</translation>
    </message>
    <message>
        <source>{0} does not say its shape, so nothing random can be made for it.</source>
        <translation>{0} 没有说明形状，因此无法为它生成随机数。</translation>
    </message>
    <message>
        <source>{0} gives {1} the shape {2} of {3} and {4} bytes.</source>
        <translation>{0} 给 {1} 的形状是 {2}，类型 {3}，{4} 字节。</translation>
    </message>
    <message>
        <source>{0} has the shape {1}, and the array {2}.</source>
        <translation>{0} 的形状是 {1}，数组的形状是 {2}。</translation>
    </message>
    <message>
        <source>{0} has {1} bytes and points to {2} bytes at {3}.</source>
        <translation>{0} 有 {1} 字节，却指向 {3} 处的 {2} 字节。</translation>
    </message>
    <message>
        <source>{0} holds a file that would lie outside its folder ({1}).</source>
        <translation>{0} 含有会落在其文件夹之外的文件（{1}）。</translation>
    </message>
    <message>
        <source>{0} holds no values of {1}.</source>
        <translation>{0} 没有 {1} 的值。</translation>
    </message>
    <message>
        <source>{0} holds no {1}.</source>
        <translation>{0} 没有 {1}。</translation>
    </message>
    <message>
        <source>{0} holds the weights of a Keras model, and not the model.</source>
        <translation>{0} 含有 Keras 模型的权重，而不含模型。</translation>
    </message>
    <message>
        <source>{0} is a damaged archive.</source>
        <translation>{0} 是损坏的归档。</translation>
    </message>
    <message>
        <source>{0} is an HDF5 file without a Keras model.</source>
        <translation>{0} 是没有 Keras 模型的 HDF5 文件。</translation>
    </message>
    <message>
        <source>{0} is damaged at byte {1}.</source>
        <translation>{0} 在字节 {1} 处损坏。</translation>
    </message>
    <message>
        <source>{0} is damaged at {1}.</source>
        <translation>{0} 在 {1} 处损坏。</translation>
    </message>
    <message>
        <source>{0} is listed as an input and as an output.</source>
        <translation>{0} 同时列为输入和输出。</translation>
    </message>
    <message>
        <source>{0} is missing beside {1}.</source>
        <translation>{1} 旁边缺少 {0}。</translation>
    </message>
    <message>
        <source>{0} is no flag.</source>
        <translation>{0} 不是参数。</translation>
    </message>
    <message>
        <source>{0} is of type {1}, which NumPy does not have.</source>
        <translation>{0} 的类型是 {1}，NumPy 没有这种类型。</translation>
    </message>
    <message>
        <source>{0} is packed in a way this program does not know ({1}).</source>
        <translation>{0} 的打包方式本程序不认识（{1}）。</translation>
    </message>
    <message>
        <source>{0} is the configuration of a Keras model, without its weights.</source>
        <translation>{0} 是 Keras 模型的配置，不含权重。</translation>
    </message>
    <message>
        <source>{0} is {1} of shape {2}; nothing random is made for that.</source>
        <translation>{0} 是形状为 {2} 的 {1}；不为其生成随机数。</translation>
    </message>
    <message>
        <source>{0} is {1}; nothing random is made for that.</source>
        <translation>{0} 是 {1}；不为其生成随机数。</translation>
    </message>
    <message>
        <source>{0} keeps its weights in variables, whose values lie in other files; they were not found.</source>
        <translation>{0} 把权重保存在变量中，其值在其他文件里；未找到这些文件。</translation>
    </message>
    <message>
        <source>{0} keeps {1} in another file, which is not opened.</source>
        <translation>{0} 把 {1} 保存在另一个文件中，该文件不会打开。</translation>
    </message>
    <message>
        <source>{0} looks like the values of a checkpoint, and its index is not beside it.</source>
        <translation>{0} 看起来是检查点的数值，但旁边没有其索引。</translation>
    </message>
    <message>
        <source>{0} names a part of {1} that it does not hold.</source>
        <translation>{0} 提到 {1} 中并不存在的部分。</translation>
    </message>
    <message>
        <source>{0} names another file at {1}, which is not opened.</source>
        <translation>{0} 在 {1} 处指向另一个文件，该文件不会打开。</translation>
    </message>
    <message>
        <source>{0} names data file {1} of {2}.</source>
        <translation>{0} 提到 {2} 个数据文件中的第 {1} 个。</translation>
    </message>
    <message>
        <source>{0} packs {1} in a way this program does not know.</source>
        <translation>{0} 对 {1} 的打包方式本程序不认识。</translation>
    </message>
    <message>
        <source>{0} places {1} at bytes {2} to {3} of a data file that ends at {4}.</source>
        <translation>{0} 把 {1} 放在数据文件的 {2} 到 {3} 字节处，而文件止于 {4}。</translation>
    </message>
    <message>
        <source>{0} puts {1} together from other data, which is not read.</source>
        <translation>{0} 由其他数据拼成 {1}，不予读取。</translation>
    </message>
    <message>
        <source>{0} takes {1}, and the array is {2}.</source>
        <translation>{0} 接受 {1}，而数组是 {2}。</translation>
    </message>
    <message>
        <source>{0} was not understood.</source>
        <translation>无法理解 {0}。</translation>
    </message>
    <message>
        <source>{0} was saved by Keras 1; its layers are shown, and it cannot be converted.</source>
        <translation>{0} 由 Keras 1 保存；可显示其层，但不能转换。</translation>
    </message>
    <message>
        <source>{0} was written on a big-endian machine.</source>
        <translation>{0} 写于大端机器。</translation>
    </message>
    <message>
        <source>{0} {1} compares {2} with {3}.</source>
        <translation>{0} {1} 比较 {2} 与 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} crosses {2} with {3}.</source>
        <translation>{0} {1} 对 {2} 与 {3} 做叉积。</translation>
    </message>
    <message>
        <source>{0} {1} fuses operators that are not a bias and an activation.</source>
        <translation>{0} {1} 融合的算子不是偏置和激活。</translation>
    </message>
    <message>
        <source>{0} {1} has cells of the class {2}, which this program does not know.</source>
        <translation>{0} {1} 的单元属于类 {2}，本程序不认识。</translation>
    </message>
    <message>
        <source>{0} {1} has diagonals or matrices whose size is known only when the model runs.</source>
        <translation>{0} {1} 的对角线或矩阵大小在模型运行时才知道。</translation>
    </message>
    <message>
        <source>{0} {1} has no TensorFlow Lite form: {2}.</source>
        <translation>{0} {1} 没有 TensorFlow Lite 形式：{2}。</translation>
    </message>
    <message>
        <source>{0} {1} has scores of shape {2} and labels of shape {3}.</source>
        <translation>{0} {1} 的得分形状为 {2}，标签形状为 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} has strides that are not known, or that step over the batch or the channels.</source>
        <translation>{0} {1} 的步幅未知，或跨越批次或通道。</translation>
    </message>
    <message>
        <source>{0} {1} has the activation {2}, which this program does not know.</source>
        <translation>{0} {1} 的激活 {2} 本程序不认识。</translation>
    </message>
    <message>
        <source>{0} {1} has weights of type {2}.</source>
        <translation>{0} {1} 的权重类型为 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} has windows of {2} elements, which is too much to take apart.</source>
        <translation>{0} {1} 的窗口有 {2} 个元素，过多而无法拆开。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} in the file and needs more.</source>
        <translation>{0} {1} 在文件中有 {2}，还需要更多。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} in the file and uses {3}.</source>
        <translation>{0} {1} 在文件中有 {2}，使用 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} labels for {3} rows.</source>
        <translation>{0} {1} 有 {2} 个标签，对应 {3} 行。</translation>
    </message>
    <message>
        <source>{0} {1} is given {2}, and takes batch, steps and values.</source>
        <translation>{0} {1} 得到 {2}，而它需要批次、步和数值。</translation>
    </message>
    <message>
        <source>{0} {1} is too large to be transformed here.</source>
        <translation>{0} {1} 太大，无法在此变换。</translation>
    </message>
    <message>
        <source>{0} {1} joins scalars.</source>
        <translation>{0} {1} 连接标量。</translation>
    </message>
    <message>
        <source>{0} {1} makes a tensor whose type nothing tells.</source>
        <translation>{0} {1} 产生的张量类型无从得知。</translation>
    </message>
    <message>
        <source>{0} {1} moves {2} elements by their positions, which is too much.</source>
        <translation>{0} {1} 按位置移动 {2} 个元素，过多。</translation>
    </message>
    <message>
        <source>{0} {1} multiplies tensors of unknown rank.</source>
        <translation>{0} {1} 对秩未知的张量做乘法。</translation>
    </message>
    <message>
        <source>{0} {1} multiplies {2} by {3}.</source>
        <translation>{0} {1} 把 {2} 与 {3} 相乘。</translation>
    </message>
    <message>
        <source>{0} {1} needs weight {2} as {3}, and the file has {4}.</source>
        <translation>{0} {1} 需要权重 {2} 为 {3}，文件中是 {4}。</translation>
    </message>
    <message>
        <source>{0} {1} numbers elements in {2}.</source>
        <translation>{0} {1} 以 {2} 为元素编号。</translation>
    </message>
    <message>
        <source>{0} {1} reads the bits of {2} as {3}, which TensorFlow Lite does between types of one width.</source>
        <translation>{0} {1} 把 {2} 的位读作 {3}；TensorFlow Lite 只在同宽类型之间这样做。</translation>
    </message>
    <message>
        <source>{0} {1} resizes {2}, which is not computed here.</source>
        <translation>{0} {1} 缩放 {2}，此处不计算。</translation>
    </message>
    <message>
        <source>{0} {1} spreads a single row over an area, where TensorFlow divides by 0.</source>
        <translation>{0} {1} 把单独一行铺到一片区域，TensorFlow 在此除以 0。</translation>
    </message>
    <message>
        <source>{0} {1} takes mean and variance from the batch it is given, whose shape {2} is not known.</source>
        <translation>{0} {1} 从所给批次取均值和方差，而其形状 {2} 未知。</translation>
    </message>
    <message>
        <source>{0} {1} takes the diagonal of shape {2}, which has an odd number of axes.</source>
        <translation>{0} {1} 取形状 {2} 的对角线，其轴数为奇数。</translation>
    </message>
    <message>
        <source>{0} {1} transforms a length of {2}; the TensorFlow Lite runtime takes powers of two from 2 on.</source>
        <translation>{0} {1} 变换的长度为 {2}；TensorFlow Lite 运行时只接受从 2 起的二的幂。</translation>
    </message>
    <message>
        <source>{1} in {0} claims to unpack {2} bytes to {3}.</source>
        <translation>{0} 中的 {1} 声明由 {2} 字节解包为 {3}。</translation>
    </message>
    <message>
        <source>A file of flags is not read. Give the flags here.</source>
        <translation>不读取参数文件。请在此给出参数。</translation>
    </message>
    <message>
        <source>A picture of every step is not written; two are, before and after. Use convert --dump-after to look at one pass.</source>
        <translation>不会为每一步写出图片；只写之前和之后两张。要查看某一遍处理，请用 convert --dump-after。</translation>
    </message>
    <message>
        <source>BATCH_MATMUL is an operator of the runtime; unfolding it made files larger and slower.</source>
        <translation>BATCH_MATMUL 是运行时的算子；展开它会使文件更大、更慢。</translation>
    </message>
    <message>
        <source>Back edges between named arrays are not made; loops of the graph itself are converted as they are.</source>
        <translation>不会在指定名称的数组之间建立回边；图中自有的循环按原样转换。</translation>
    </message>
    <message>
        <source>Control edges order side effects; a TensorFlow Lite file has its operators in order and needs none.</source>
        <translation>控制边规定副作用的顺序；TensorFlow Lite 文件中算子本就有序，无需控制边。</translation>
    </message>
    <message>
        <source>Counts are not enforced; --report of convert tells them all.</source>
        <translation>不检查数量；convert 的 --report 会全部列出。</translation>
    </message>
    <message>
        <source>Equal constants of any size are stored once.</source>
        <translation>相同的常量不论大小都只存一次。</translation>
    </message>
    <message>
        <source>FakeQuant nodes are part of the answer and are kept. Pick outputs before them, or remove them in the model.</source>
        <translation>FakeQuant 节点是结果的一部分，予以保留。请选择它们之前的输出，或在模型中移除它们。</translation>
    </message>
    <message>
        <source>It belonged to SavedModels. Give the batch in --input_shapes.</source>
        <translation>它属于 SavedModel。请在 --input_shapes 中给出批次。</translation>
    </message>
    <message>
        <source>It belongs to quantized inference with trained ranges, which is not written here.</source>
        <translation>它属于使用训练所得范围的量化推理，此处不写出。</translation>
    </message>
    <message>
        <source>It chose how float16 sums are kept, an experiment; sums are in float32.</source>
        <translation>它决定 float16 求和的方式，只是实验；这里以 float32 求和。</translation>
    </message>
    <message>
        <source>Made-up ranges are for quantized inference without known ranges, which gives wrong answers; they are not used.</source>
        <translation>虚构的范围用于没有已知范围的量化推理，会给出错误结果；不予使用。</translation>
    </message>
    <message>
        <source>Mean and standard deviation describe quantized inputs; the inputs here stay float and take the numbers the model was trained with.</source>
        <translation>均值和标准差描述量化输入；这里的输入保持浮点，接受模型训练时所用的数值。</translation>
    </message>
    <message>
        <source>Names of any letters are taken.</source>
        <translation>接受任何文字的名称。</translation>
    </message>
    <message>
        <source>Names that are not in the model are always told, with the nearest that are.</source>
        <translation>模型中没有的名称总会告知，并给出最接近的名称。</translation>
    </message>
    <message>
        <source>No pages are written; `aracari-cli convert --report FILE` has the same facts and more.</source>
        <translation>不写网页；`aracari-cli convert --report FILE` 有同样的内容且更多。</translation>
    </message>
    <message>
        <source>Nothing is moved across a FakeQuant node: that would change the answers.</source>
        <translation>不会把任何东西移过 FakeQuant 节点：那会改变结果。</translation>
    </message>
    <message>
        <source>Operators of TensorFlow inside a .tflite need TensorFlow on the device; they are not written. `aracari-cli check` lists what has no form of its own.</source>
        <translation>.tflite 中的 TensorFlow 算子要求设备上有 TensorFlow；不写出。`aracari-cli check` 会列出没有对应形式的内容。</translation>
    </message>
    <message>
        <source>Ranges and types from a file beside the model are not read. Give types in --input_data_types.</source>
        <translation>不从模型旁的文件读取范围和类型。请在 --input_data_types 中给出类型。</translation>
    </message>
    <message>
        <source>Tags belong to SavedModels; toco ignored them, and so does this.</source>
        <translation>标签属于 SavedModel；toco 忽略它们，这里也一样。</translation>
    </message>
    <message>
        <source>Tensors may have sizes that are known at run time only, wherever the runtime takes them.</source>
        <translation>只要运行时接受，张量的大小可以在运行时才确定。</translation>
    </message>
    <message>
        <source>The runtime resizes the first dimension of any input; give -1 there to leave it open.</source>
        <translation>运行时可改变任何输入的第一维；在那里给出 -1 即保持不确定。</translation>
    </message>
    <message>
        <source>Weights are never changed to suit a kernel; today&apos;s kernels do not ask for it.</source>
        <translation>绝不为迁就内核而改变权重；如今的内核也无此要求。</translation>
    </message>
    <message>
        <source>Weights in float16 are not written yet. Leave the flag out, or use --post_training_quantize for int8.</source>
        <translation>尚不写出 float16 权重。请去掉此参数，或用 --post_training_quantize 得到 int8。</translation>
    </message>
    <message>
        <source>bfloat16 is computed in float32, which is all the runtime computes in.</source>
        <translation>bfloat16 以 float32 计算，运行时只能如此。</translation>
    </message>
    <message>
        <source>toco never read Keras files. Use `aracari-cli convert FILE` instead.</source>
        <translation>toco 从不读取 Keras 文件。请改用 `aracari-cli convert FILE`。</translation>
    </message>
    <message>
        <source>toco never read SavedModels. Use `aracari-cli convert FOLDER` instead.</source>
        <translation>toco 从不读取 SavedModel。请改用 `aracari-cli convert FOLDER`。</translation>
    </message>
    <message>
        <source>toco read this and did nothing with it; nor does this.</source>
        <translation>toco 读取它但什么也没做；这里也一样。</translation>
    </message>
    <message>
        <source>A copy of {0} has no result.</source>
        <translation>{0} 的副本没有结果。</translation>
    </message>
    <message>
        <source>Cut the model around the loop or conditional.</source>
        <translation>请在循环或条件附近切断模型。</translation>
    </message>
    <message>
        <source>Finding loops</source>
        <translation>正在查找循环</translation>
    </message>
    <message>
        <source>Function {0} lacks a result.</source>
        <translation>函数 {0} 缺少一个结果。</translation>
    </message>
    <message>
        <source>Give it a fixed shape, or cut the model before the loop.</source>
        <translation>请给它固定的形状，或在循环之前切断模型。</translation>
    </message>
    <message>
        <source>Give lists a fixed length and element shape, or cut the model before the loop.</source>
        <translation>请给列表固定的长度和元素形状，或在循环之前切断模型。</translation>
    </message>
    <message>
        <source>Make both branches give the same shape.</source>
        <translation>请让两个分支给出相同的形状。</translation>
    </message>
    <message>
        <source>Making tensors of lists</source>
        <translation>正在把列表变为张量</translation>
    </message>
    <message>
        <source>Putting functions in place</source>
        <translation>正在就地展开函数</translation>
    </message>
    <message>
        <source>TensorFlow Lite has no recursion; write it as a loop.</source>
        <translation>TensorFlow Lite 没有递归；请写成循环。</translation>
    </message>
    <message>
        <source>The branches of {0} {1} give different shapes.</source>
        <translation>{0} {1} 的两个分支给出不同的形状。</translation>
    </message>
    <message>
        <source>The branches of {0} {1} give different types: {2} and {3}.</source>
        <translation>{0} {1} 的两个分支给出不同的类型：{2} 和 {3}。</translation>
    </message>
    <message>
        <source>The condition of {0} {1} is not a truth value.</source>
        <translation>{0} {1} 的条件不是真值。</translation>
    </message>
    <message>
        <source>The condition of {0} {1} is not one truth value.</source>
        <translation>{0} {1} 的条件不是单个真值。</translation>
    </message>
    <message>
        <source>The function of {0} {1} lacks a result.</source>
        <translation>{0} {1} 的函数缺少一个结果。</translation>
    </message>
    <message>
        <source>Variable {0} is changed inside {1} while the model runs.</source>
        <translation>变量 {0} 在模型运行时于 {1} 内被修改。</translation>
    </message>
    <message>
        <source>{0} comes into a loop or conditional by no way.</source>
        <translation>{0} 没有途径进入循环或条件。</translation>
    </message>
    <message>
        <source>{0} depends on itself.</source>
        <translation>{0} 依赖自身。</translation>
    </message>
    <message>
        <source>{0} is used in a way no structured loop or conditional does.</source>
        <translation>{0} 的用法不属于任何结构化的循环或条件。</translation>
    </message>
    <message>
        <source>{0} {1} calls a function from inside that function.</source>
        <translation>{0} {1} 在某个函数内部又调用该函数。</translation>
    </message>
    <message>
        <source>{0} {1} calls so many functions that {2} nodes would not hold them.</source>
        <translation>{0} {1} 调用的函数过多，{2} 个节点也容纳不下。</translation>
    </message>
    <message>
        <source>{0} {1} carries a list, table or variable (number {2}), which TensorFlow Lite loops cannot.</source>
        <translation>{0} {1} 携带列表、表或变量（第 {2} 个），TensorFlow Lite 的循环不能如此。</translation>
    </message>
    <message>
        <source>{0} {1} carries a tensor (number {2}) that changes its type from {3} to {4}.</source>
        <translation>{0} {1} 携带的张量（第 {2} 个）类型由 {3} 变为 {4}。</translation>
    </message>
    <message>
        <source>{0} {1} carries a tensor (number {2}) whose shape is not the same at every turn.</source>
        <translation>{0} {1} 携带的张量（第 {2} 个）形状并非每一轮都相同。</translation>
    </message>
    <message>
        <source>{0} {1} carries {2} tensors, and its functions take or give other numbers.</source>
        <translation>{0} {1} 携带 {2} 个张量，而其函数接受或给出的数目不同。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} operands and {3} results, its function {4} and {5}.</source>
        <translation>{0} {1} 有 {2} 个操作数和 {3} 个结果，其函数有 {4} 和 {5} 个。</translation>
    </message>
    <message>
        <source>{0} {1} names a function the model does not hold.</source>
        <translation>{0} {1} 指向模型中没有的函数。</translation>
    </message>
    <message>
        <source>{0} {1} takes {2} tensors and gives {3}, and its functions take or give other numbers.</source>
        <translation>{0} {1} 接受 {2} 个张量、给出 {3} 个，而其函数接受或给出的数目不同。</translation>
    </message>
    <message>
        <source>Convert a part of the model that does not call it.</source>
        <translation>请转换模型中不调用它的部分。</translation>
    </message>
    <message>
        <source>Convert the model to .tflite instead.</source>
        <translation>请改为把模型转换为 .tflite。</translation>
    </message>
    <message>
        <source>Function {0} reads result {1} of {2}, and the results of {3} are not known by name.</source>
        <translation>函数 {0} 读取 {2} 的结果 {1}，而 {3} 的结果没有已知的名称。</translation>
    </message>
    <message>
        <source>Keep the weights in a checkpoint, or write a part of the model.</source>
        <translation>请把权重留在检查点中，或只写出模型的一部分。</translation>
    </message>
    <message>
        <source>Leave that node out, or export the model again.</source>
        <translation>请去掉该节点，或重新导出模型。</translation>
    </message>
    <message>
        <source>The GraphDef would take {0} bytes, and TensorFlow opens none above {1}.</source>
        <translation>该 GraphDef 将占 {0} 字节，TensorFlow 打不开超过 {1} 的文件。</translation>
    </message>
    <message>
        <source>The value of {0} is not in the model.</source>
        <translation>{0} 的值不在模型中。</translation>
    </message>
    <message>
        <source>Write a .tflite instead.</source>
        <translation>请改写 .tflite。</translation>
    </message>
    <message>
        <source>Write a .tflite, or a .dot to look at it.</source>
        <translation>请写 .tflite，或写 .dot 来查看。</translation>
    </message>
    <message>
        <source>Writing nodes</source>
        <translation>正在写节点</translation>
    </message>
    <message>
        <source>{0} holds {1}, which a GraphDef has no place for.</source>
        <translation>{0} 含有 {1}，GraphDef 没有地方存放。</translation>
    </message>
    <message>
        <source>{0} is a constant without a value.</source>
        <translation>{0} 是没有值的常量。</translation>
    </message>
    <message>
        <source>{0} is not a TensorFlow graph, and is not written as one.</source>
        <translation>{0} 不是 TensorFlow 图，不能写成 TensorFlow 图。</translation>
    </message>
    <message>
        <source>{0} is the operator {1}, which TensorFlow does not have.</source>
        <translation>{0} 是算子 {1}，TensorFlow 没有它。</translation>
    </message>
    <message>
        <source>{0} leaves an operand out, which TensorFlow does not know.</source>
        <translation>{0} 缺少一个操作数，TensorFlow 不认识这种写法。</translation>
    </message>
    <message>
        <source>{0} reads a tensor that nothing makes.</source>
        <translation>{0} 读取的张量没有来源。</translation>
    </message>
    <message>
        <source>{0} was a copy that is gone; its value is written as {1}.</source>
        <translation>{0} 是已不存在的副本；其值写为 {1}。</translation>
    </message>
    <message>
        <source>Left from training: it computes or applies gradients. No output depends on it.</source>
        <translation>训练遗留：它计算或应用梯度。没有输出依赖它。</translation>
    </message>
    <message>
        <source>Left from training: it gives variables their first values. No output depends on it.</source>
        <translation>训练遗留：它给变量赋初始值。没有输出依赖它。</translation>
    </message>
    <message>
        <source>Left from training: it reads the data of the training program. No output depends on it.</source>
        <translation>训练遗留：它读取训练程序的数据。没有输出依赖它。</translation>
    </message>
    <message>
        <source>Left from training: it saves or restores checkpoints. No output depends on it.</source>
        <translation>训练遗留：它保存或恢复检查点。没有输出依赖它。</translation>
    </message>
    <message>
        <source>Left from training: it stops the program when a value is not as expected. No output depends on it.</source>
        <translation>训练遗留：当某个值不符合预期时它会停止程序。没有输出依赖它。</translation>
    </message>
    <message>
        <source>Left from training: it writes a log. No output depends on it.</source>
        <translation>训练遗留：它写日志。没有输出依赖它。</translation>
    </message>
    <message>
        <source>A loop with products in it stays a loop: {0}</source>
        <translation>一个含有乘积的循环保持为循环：{0}</translation>
    </message>
    <message>
        <source>A recurrent layer is one operator over the whole sequence, with all its inputs.</source>
        <translation>一个循环层是覆盖整个序列的一个算子，带有它的全部输入。</translation>
    </message>
    <message>
        <source>A recurrent layer was checked on other shapes than its own.</source>
        <translation>循环层在与自身不同的形状上做了检查。</translation>
    </message>
    <message>
        <source>A state begins in two ways.</source>
        <translation>一个状态以两种方式开始。</translation>
    </message>
    <message>
        <source>A state changes its shape in the first step.</source>
        <translation>一个状态在第一步改变了形状。</translation>
    </message>
    <message>
        <source>A state of a loop has no layer.</source>
        <translation>循环的一个状态不属于任何层。</translation>
    </message>
    <message>
        <source>A step gives out {0}.</source>
        <translation>一个步骤给出 {0}。</translation>
    </message>
    <message>
        <source>Cut the model after the table, or change its types.</source>
        <translation>在表之后截断模型，或更改它的类型。</translation>
    </message>
    <message>
        <source>Feed sequences of full length.</source>
        <translation>提供完整长度的序列。</translation>
    </message>
    <message>
        <source>Finding conditionals</source>
        <translation>正在查找条件分支</translation>
    </message>
    <message>
        <source>Give a value for it.</source>
        <translation>为它提供一个值。</translation>
    </message>
    <message>
        <source>Give up to {0} steps with --input NAME=BATCH,STEPS,VALUES, or write a .tflite.</source>
        <translation>用 --input NAME=BATCH,STEPS,VALUES 给出至多 {0} 步，或写成 .tflite。</translation>
    </message>
    <message>
        <source>Its condition is a constant.</source>
        <translation>它的条件是常量。</translation>
    </message>
    <message>
        <source>Its condition is never met.</source>
        <translation>它的条件从不成立。</translation>
    </message>
    <message>
        <source>Layer {0} has {1} steps, and TensorFlow has no operator for the whole of it.</source>
        <translation>层 {0} 有 {1} 步，而 TensorFlow 没有表示整层的算子。</translation>
    </message>
    <message>
        <source>Let the condition depend on what the loop changes.</source>
        <translation>让条件取决于循环所改变的值。</translation>
    </message>
    <message>
        <source>Look at its condition.</source>
        <translation>查看它的条件。</translation>
    </message>
    <message>
        <source>Looking for repeats</source>
        <translation>正在查找重复结构</translation>
    </message>
    <message>
        <source>Name its graph: a .meta, .pb or .pbtxt file.</source>
        <translation>指明它的图：.meta、.pb 或 .pbtxt 文件。</translation>
    </message>
    <message>
        <source>Name the checkpoint with --checkpoint, any of its files.</source>
        <translation>用 --checkpoint 指明检查点，它的任意一个文件均可。</translation>
    </message>
    <message>
        <source>Name the graph, a .meta, .pb or .pbtxt file, and the checkpoint with --checkpoint.</source>
        <translation>指明图（.meta、.pb 或 .pbtxt 文件），并用 --checkpoint 指明检查点。</translation>
    </message>
    <message>
        <source>Nothing in the model says what stands in table {0}.</source>
        <translation>模型中没有说明表 {0} 的内容。</translation>
    </message>
    <message>
        <source>Open the graph it was made from.</source>
        <translation>打开生成它的那个图。</translation>
    </message>
    <message>
        <source>Save the model as a SavedModel, whose initializer fills it.</source>
        <translation>将模型保存为 SavedModel，其初始化部分会填充该表。</translation>
    </message>
    <message>
        <source>Table {0} goes from {1} to {2}; TensorFlow Lite has tables from int64 to text and from text to int64.</source>
        <translation>表 {0} 从 {1} 到 {2}；TensorFlow Lite 只有从 int64 到文本和从文本到 int64 的表。</translation>
    </message>
    <message>
        <source>TensorFlow has no operator for the whole layer.</source>
        <translation>TensorFlow 没有表示整层的算子。</translation>
    </message>
    <message>
        <source>The body of {0} {1} gives {2} values.</source>
        <translation>{0} {1} 的循环体给出 {2} 个值。</translation>
    </message>
    <message>
        <source>The condition of {0} {1} gives {2} values.</source>
        <translation>{0} {1} 的条件给出 {2} 个值。</translation>
    </message>
    <message>
        <source>The graph could not be written as text: {0}.</source>
        <translation>图无法写成文本：{0}。</translation>
    </message>
    <message>
        <source>The graph is too large for the text form, which ends at 2 GiB.</source>
        <translation>图对文本形式来说太大，文本形式以 2 GiB 为限。</translation>
    </message>
    <message>
        <source>The graph that was made does not read back.</source>
        <translation>生成的图无法读回。</translation>
    </message>
    <message>
        <source>The state {0} is too large.</source>
        <translation>状态 {0} 太大。</translation>
    </message>
    <message>
        <source>The steps of a layer read different shapes.</source>
        <translation>一个层的各步读取不同的形状。</translation>
    </message>
    <message>
        <source>The variable changes while the model runs.</source>
        <translation>该变量在模型运行时会改变。</translation>
    </message>
    <message>
        <source>The weights of layer {0} do not fit its input.</source>
        <translation>层 {0} 的权重与其输入不符。</translation>
    </message>
    <message>
        <source>Variable {0} has no value: the graph holds none.</source>
        <translation>变量 {0} 没有值：图中不含它的值。</translation>
    </message>
    <message>
        <source>Write a .pb instead.</source>
        <translation>请改写为 .pb。</translation>
    </message>
    <message>
        <source>Writing out recurrent cells</source>
        <translation>正在展开循环单元</translation>
    </message>
    <message>
        <source>a counter is used after the loop.</source>
        <translation>循环之后使用了计数器。</translation>
    </message>
    <message>
        <source>a sequence has the shape {0}.</source>
        <translation>一个序列的形状为 {0}。</translation>
    </message>
    <message>
        <source>how often it runs is not known.</source>
        <translation>不知道它运行多少次。</translation>
    </message>
    <message>
        <source>it hands on {0} states.</source>
        <translation>它传递 {0} 个状态。</translation>
    </message>
    <message>
        <source>its cells wait for each other.</source>
        <translation>它的各单元互相等待。</translation>
    </message>
    <message>
        <source>its first step does not start from zero.</source>
        <translation>它的第一步不是从零开始。</translation>
    </message>
    <message>
        <source>its steps read their inputs in different ways.</source>
        <translation>它的各步以不同方式读取输入。</translation>
    </message>
    <message>
        <source>its turns are no cell TensorFlow Lite has an operator for.</source>
        <translation>它的每一轮不是 TensorFlow Lite 有对应算子的单元。</translation>
    </message>
    <message>
        <source>on random input {0} unit {1} of step {2} is {3} in the graph and {4} in the operator.</source>
        <translation>在随机输入 {0} 上，第 {2} 步的单元 {1} 在图中为 {3}，在算子中为 {4}。</translation>
    </message>
    <message>
        <source>the memory {0} is used after the loop.</source>
        <translation>循环之后使用了记忆 {0}。</translation>
    </message>
    <message>
        <source>what it collects is not written turn by turn.</source>
        <translation>它收集的内容不是逐轮写入的。</translation>
    </message>
    <message>
        <source>what it reads depends on its own state.</source>
        <translation>它读取的内容取决于它自己的状态。</translation>
    </message>
    <message>
        <source>{0} ({1}) is no part of a cell TensorFlow Lite has an operator for.</source>
        <translation>{0}（{1}）不属于 TensorFlow Lite 有对应算子的单元。</translation>
    </message>
    <message>
        <source>{0} collects something else than the outputs of its cells.</source>
        <translation>{0} 收集的不是其单元的输出。</translation>
    </message>
    <message>
        <source>{0} does not start from zero.</source>
        <translation>{0} 不是从零开始。</translation>
    </message>
    <message>
        <source>{0} holds no TensorFlow graph to freeze.</source>
        <translation>{0} 不含可冻结的 TensorFlow 图。</translation>
    </message>
    <message>
        <source>{0} inside it is used outside.</source>
        <translation>其内部的 {0} 在外部被使用。</translation>
    </message>
    <message>
        <source>{0} is computed in each turn beside the cell.</source>
        <translation>{0} 在每一轮中于单元之外计算。</translation>
    </message>
    <message>
        <source>{0} nodes in {1} steps are one LSTM layer of {2} units; its gates stand in the order {3}.</source>
        <translation>{1} 步中的 {0} 个节点是一个 {2} 单元的 LSTM 层；其门的顺序为 {3}。</translation>
    </message>
    <message>
        <source>{0} nodes in {1} steps are one loop.</source>
        <translation>{1} 步中的 {0} 个节点是一个循环。</translation>
    </message>
    <message>
        <source>{0} nodes in {1} steps are one recurrent layer of {2} units: h = {3}(W x + R h + b).</source>
        <translation>{1} 步中的 {0} 个节点是一个 {2} 单元的循环层：h = {3}(W x + R h + b)。</translation>
    </message>
    <message>
        <source>{0} steps look like a recurrent layer and stay as they are: {1}</source>
        <translation>{0} 个步骤看起来像循环层，但保持原样：{1}</translation>
    </message>
    <message>
        <source>{0} {1} calls a graph that is not there.</source>
        <translation>{0} {1} 调用了不存在的图。</translation>
    </message>
    <message>
        <source>{0} {1} calls graphs more than {2} deep.</source>
        <translation>{0} {1} 调用图的层数超过 {2}。</translation>
    </message>
    <message>
        <source>{0} {1} gives {2} values to a graph that takes {3}.</source>
        <translation>{0} {1} 把 {2} 个值交给一个接受 {3} 个值的图。</translation>
    </message>
    <message>
        <source>{0} {1} gives {2} values, and its graph {3}.</source>
        <translation>{0} {1} 给出 {2} 个值，而它的图给出 {3} 个。</translation>
    </message>
    <message>
        <source>{0} {1} has no condition.</source>
        <translation>{0} {1} 没有条件。</translation>
    </message>
    <message>
        <source>{0} {1} has operands that do not fit together.</source>
        <translation>{0} {1} 的操作数互不相符。</translation>
    </message>
    <message>
        <source>{0} {1} never ends: its condition is always met.</source>
        <translation>{0} {1} 永不结束：它的条件始终成立。</translation>
    </message>
    <message>
        <source>{0} {1} runs over a sequence of the shape {2}.</source>
        <translation>{0} {1} 在形状为 {2} 的序列上运行。</translation>
    </message>
    <message>
        <source>{0} {1} stops after a number of steps that is not that of its sequence.</source>
        <translation>{0} {1} 停止的步数与其序列的步数不同。</translation>
    </message>
    <message>
        <source>{0} {1} was still going round after {2} turns.</source>
        <translation>{0} {1} 在 {2} 轮之后仍在循环。</translation>
    </message>
    <message>
        <source>holds numbers above 65,504, the largest float16 has</source>
        <translation>含有大于 65,504 的数，而那是 float16 的最大值</translation>
    </message>
    <message>
        <source>Open a model that computes something.</source>
        <translation>打开一个能计算结果的模型。</translation>
    </message>
    <message>
        <source>Open the graph, a .meta, .pb or .pbtxt file, and name the checkpoint with --checkpoint.</source>
        <translation>打开图（.meta、.pb 或 .pbtxt 文件），并用 --checkpoint 指明检查点。</translation>
    </message>
    <message>
        <source>{0} holds no operator and names no output.</source>
        <translation>{0} 不含任何算子，也未指明输出。</translation>
    </message>
    <message>
        <source>{0} holds values of variables, and no graph.</source>
        <translation>{0} 只含变量的值，不含图。</translation>
    </message>
    <message>
        <source>{0} was saved by Keras 1; its layers are only shown.</source>
        <translation>{0} 由 Keras 1 保存；其中的层只供查看。</translation>
    </message>
    <message>
        <source>{0} nodes in {1} steps are one LSTM layer of {2} units with a projection to {3}.</source>
        <translation>{1} 步中的 {0} 个节点是一个 {2} 单元的 LSTM 层，带有到 {3} 的投影。</translation>
    </message>
    <message>
        <source>{0} nodes in {1} steps are one LSTM layer of {2} units with peepholes and a projection to {3}.</source>
        <translation>{1} 步中的 {0} 个节点是一个 {2} 单元的 LSTM 层，带有窥视孔和到 {3} 的投影。</translation>
    </message>
    <message>
        <source>{0} nodes in {1} steps are one LSTM layer of {2} units with peepholes.</source>
        <translation>{1} 步中的 {0} 个节点是一个 {2} 单元的 LSTM 层，带有窥视孔。</translation>
    </message>
    <message>
        <source>{0} nodes in {1} steps are one LSTM layer of {2} units.</source>
        <translation>{1} 步中的 {0} 个节点是一个 {2} 单元的 LSTM 层。</translation>
    </message>
    <message>
        <source>Takes {0} numbers to {1} classes, through a recurrent layer, unrolled {2} times.</source>
        <translation>把 {0} 个数值经过一个展开 {2} 次的循环层，输出 {1} 个类别。</translation>
    </message>
    <message>
        <source>Takes {0} numbers to {1} classes, through an LSTM layer of {2} units, unrolled {3} times.</source>
        <translation>把 {0} 个数值经过一个 {2} 单元、展开 {3} 次的 LSTM 层，输出 {1} 个类别。</translation>
    </message>
    <message>
        <source>Takes {0} numbers to {1} classes, through {2} LSTM layers of {3} units, unrolled {4} times.</source>
        <translation>把 {0} 个数值经过 {2} 个各 {3} 单元、展开 {4} 次的 LSTM 层，输出 {1} 个类别。</translation>
    </message>
    <message>
        <source>Takes {0} numbers to {1} classes, through {2} recurrent layers, unrolled {3} times.</source>
        <translation>把 {0} 个数值经过 {2} 个展开 {3} 次的循环层，输出 {1} 个类别。</translation>
    </message>
    <message>
        <source>A hundred typical examples are enough.</source>
        <translation>一百个典型样本就够了。</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>正在校准</translation>
    </message>
    <message>
        <source>Calibration example {0} holds NaN or infinity for {1}.</source>
        <translation>校准样本 {0} 中 {1} 含有 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>Give --calibrate FILE.npz with a hundred typical inputs, or --calibrate-random 100 to try.</source>
        <translation>用 --calibrate FILE.npz 给出约一百个典型输入，或用 --calibrate-random 100 试一试。</translation>
    </message>
    <message>
        <source>Give arrays of typical inputs, a hundred or so.</source>
        <translation>请给出约一百个典型输入的数组。</translation>
    </message>
    <message>
        <source>Give arrays whose first axis counts the examples.</source>
        <translation>请给出第一轴为样本数的数组。</translation>
    </message>
    <message>
        <source>Give each input the same number.</source>
        <translation>每个输入要有同样多的样本。</translation>
    </message>
    <message>
        <source>Give typical inputs with --calibrate; answers may be far off until then.</source>
        <translation>请用 --calibrate 给出典型输入；在此之前结果可能相差很大。</translation>
    </message>
    <message>
        <source>Inputs and outputs are not {0} in this scheme.</source>
        <translation>此方案中输入和输出不能是 {0}。</translation>
    </message>
    <message>
        <source>Inputs and outputs stay float32 unless the scheme is int8 or int16x8.</source>
        <translation>除非方案是 int8 或 int16x8，输入和输出保持 float32。</translation>
    </message>
    <message>
        <source>Integers need examples of inputs, to know what values the tensors take.</source>
        <translation>整数需要输入样本，才知道张量取什么值。</translation>
    </message>
    <message>
        <source>It holds {0}.</source>
        <translation>其中有 {0}。</translation>
    </message>
    <message>
        <source>Leave that example out.</source>
        <translation>去掉该样本。</translation>
    </message>
    <message>
        <source>Making examples</source>
        <translation>正在生成样本</translation>
    </message>
    <message>
        <source>Name the array {0} or in:{1}, or choose one with {2}:NAME.</source>
        <translation>把数组命名为 {0} 或 in:{1}，或用 {2}：名称 选择一个。</translation>
    </message>
    <message>
        <source>Ranges come from random numbers between -1 and 1, which no real input looks like.</source>
        <translation>范围来自 -1 到 1 之间的随机数，真实输入不会是这样。</translation>
    </message>
    <message>
        <source>Reading examples</source>
        <translation>正在读取样本</translation>
    </message>
    <message>
        <source>Reading ranges</source>
        <translation>正在读取范围</translation>
    </message>
    <message>
        <source>Save arrays of typical inputs there with numpy.save.</source>
        <translation>用 numpy.save 把典型输入的数组存到那里。</translation>
    </message>
    <message>
        <source>Take float32, or int8 and uint8 with int8, int16 with int16x8, uint8 with legacy-uint8.</source>
        <translation>可用 float32；int8 方案还可用 int8 和 uint8，int16x8 可用 int16，legacy-uint8 可用 uint8。</translation>
    </message>
    <message>
        <source>The folder {0} holds no .npy and no .npz.</source>
        <translation>文件夹 {0} 中没有 .npy 也没有 .npz。</translation>
    </message>
    <message>
        <source>There are no examples to calibrate with.</source>
        <translation>没有可用于校准的样本。</translation>
    </message>
    <message>
        <source>in a subgraph, which computes in float</source>
        <translation>在以浮点计算的子图中</translation>
    </message>
    <message>
        <source>input, float32 as asked</source>
        <translation>输入，按要求为 float32</translation>
    </message>
    <message>
        <source>its bias has the shape {0}</source>
        <translation>其偏置的形状为 {0}</translation>
    </message>
    <message>
        <source>its input is a constant</source>
        <translation>其输入是常量</translation>
    </message>
    <message>
        <source>its values are {0}, not float32</source>
        <translation>其数值为 {0}，不是 float32</translation>
    </message>
    <message>
        <source>its weights have the shape {0}</source>
        <translation>其权重的形状为 {0}</translation>
    </message>
    <message>
        <source>nothing beside it computes with integers</source>
        <translation>旁边没有以整数计算的算子</translation>
    </message>
    <message>
        <source>output, float32 as asked</source>
        <translation>输出，按要求为 float32</translation>
    </message>
    <message>
        <source>stands for {0}</source>
        <translation>代表 {0}</translation>
    </message>
    <message>
        <source>the operand of {0} hardly varies</source>
        <translation>{0} 的操作数几乎不变</translation>
    </message>
    <message>
        <source>the results of {0} are too small beside its operands</source>
        <translation>{0} 的结果相对其操作数太小</translation>
    </message>
    <message>
        <source>the value of {0} is incomplete</source>
        <translation>{0} 的值不完整</translation>
    </message>
    <message>
        <source>{0} broadcasts integers over four axes at most</source>
        <translation>{0} 对整数最多在四个轴上广播</translation>
    </message>
    <message>
        <source>{0} compares integers only where their scale is below 1</source>
        <translation>{0} 只在scale 小于 1 时比较整数</translation>
    </message>
    <message>
        <source>{0} computes in float only</source>
        <translation>{0} 只以浮点计算</translation>
    </message>
    <message>
        <source>{0} does not compute with {1}</source>
        <translation>{0} 不支持以 {1} 计算</translation>
    </message>
    <message>
        <source>{0} has no range</source>
        <translation>{0} 没有范围</translation>
    </message>
    <message>
        <source>{0} has the shape {1}, and the calibration array {2}.</source>
        <translation>{0} 的形状为 {1}，而校准数组为 {2}。</translation>
    </message>
    <message>
        <source>{0} holds NaN or infinity</source>
        <translation>{0} 含有 NaN 或无穷大</translation>
    </message>
    <message>
        <source>{0} holds more than {1} files.</source>
        <translation>{0} 中的文件超过 {1} 个。</translation>
    </message>
    <message>
        <source>{0} holds no array for the input {1}.</source>
        <translation>{0} 中没有输入 {1} 的数组。</translation>
    </message>
    <message>
        <source>{0} holds no array {1}.</source>
        <translation>{0} 中没有数组 {1}。</translation>
    </message>
    <message>
        <source>{0} holds {1} examples for {2} and {3} for the inputs before it.</source>
        <translation>{0} 为 {2} 给出 {1} 个样本，而为之前的输入给出 {3} 个。</translation>
    </message>
    <message>
        <source>{0} is computed, and no constant</source>
        <translation>{0} 由计算得出，不是常量</translation>
    </message>
    <message>
        <source>{0} is sparse</source>
        <translation>{0} 是稀疏的</translation>
    </message>
    <message>
        <source>{0} takes NaN or infinity in calibration</source>
        <translation>{0} 在校准中取到 NaN 或无穷大</translation>
    </message>
    <message>
        <source>{0} takes {1}, and the calibration array is {2}.</source>
        <translation>{0} 需要 {1}，而校准数组为 {2}。</translation>
    </message>
    <message>
        <source>the shape of its state {0} is open; give a batch size.</source>
        <translation>其状态 {0} 的形状未定；请给出批大小。</translation>
    </message>
    <message>
        <source>Compare an output before it, or the model before quantization.</source>
        <translation>请比较它之前的输出，或量化前的模型。</translation>
    </message>
    <message>
        <source>{0} {1} is a recurrent layer of integers, which is not computed here.</source>
        <translation>{0} {1} 是整数循环层，此处不计算。</translation>
    </message>
    <message>
        <source>Const {0} says it is {1}, and holds {2}.</source>
        <translation>Const {0} 声称是 {1}，存的却是 {2}。</translation>
    </message>
    <message>
        <source>Mend the constant it divides by.</source>
        <translation>请改正作为除数的常量。</translation>
    </message>
    <message>
        <source>Transpose its input so that the axis is the last.</source>
        <translation>请转置它的输入，使该轴成为最后一轴。</translation>
    </message>
    <message>
        <source>Use a limit of at least 0 and less than 1.</source>
        <translation>请使用不小于 0 且小于 1 的界限。</translation>
    </message>
    <message>
        <source>Use one range for the whole tensor.</source>
        <translation>请对整个张量使用同一个范围。</translation>
    </message>
    <message>
        <source>it cannot place a box of shape {0} in {1}.</source>
        <translation>它无法在 {1} 中放下形状为 {0} 的方框。</translation>
    </message>
    <message>
        <source>it cuts out a negative number of elements.</source>
        <translation>它要切出负数个元素。</translation>
    </message>
    <message>
        <source>it has no operand.</source>
        <translation>它没有操作数。</translation>
    </message>
    <message>
        <source>it has no update.</source>
        <translation>它没有更新值。</translation>
    </message>
    <message>
        <source>it has {0} numbers in {1}, but {2} axes.</source>
        <translation>它的 {1} 中有 {0} 个数，却有 {2} 个轴。</translation>
    </message>
    <message>
        <source>it has {0} operands for a tensor of shape {1}.</source>
        <translation>对形状为 {1} 的张量，它有 {0} 个操作数。</translation>
    </message>
    <message>
        <source>it joins {0} to {1}.</source>
        <translation>它把 {0} 与 {1} 连接起来。</translation>
    </message>
    <message>
        <source>it multiplies {0} by {1}.</source>
        <translation>它用 {0} 乘 {1}。</translation>
    </message>
    <message>
        <source>it orders {0} by {1}.</source>
        <translation>它按 {1} 给 {0} 排序。</translation>
    </message>
    <message>
        <source>it pads {0} to {1}.</source>
        <translation>它把 {0} 填充成 {1}。</translation>
    </message>
    <message>
        <source>it slides {0} over {1}.</source>
        <translation>它让 {0} 在 {1} 上滑动。</translation>
    </message>
    <message>
        <source>it spreads {0} over {1}.</source>
        <translation>它把 {0} 扩展到 {1}。</translation>
    </message>
    <message>
        <source>it turns {0} into {1}.</source>
        <translation>它把 {0} 变成 {1}。</translation>
    </message>
    <message>
        <source>its bounds do not fit {0}.</source>
        <translation>它的界限与 {0} 不相配。</translation>
    </message>
    <message>
        <source>its first value is not one number of its type.</source>
        <translation>它的初始值不是该类型的一个数。</translation>
    </message>
    <message>
        <source>its index vectors and windows do not fit its operand.</source>
        <translation>它的索引向量和窗口与操作数不相配。</translation>
    </message>
    <message>
        <source>its permutation is not one of the axes of {0}.</source>
        <translation>它的排列不是 {0} 各轴的排列。</translation>
    </message>
    <message>
        <source>its windows do not fit {0}.</source>
        <translation>它的窗口与 {0} 不相配。</translation>
    </message>
    <message>
        <source>{0} cannot be transposed.</source>
        <translation>{0} 无法转置。</translation>
    </message>
    <message>
        <source>{0} holds {1} bytes, more than a tensor can have.</source>
        <translation>{0} 有 {1} 字节，超出一个张量所能容纳的大小。</translation>
    </message>
    <message>
        <source>{0} lacks bytes.</source>
        <translation>{0} 缺少字节。</translation>
    </message>
    <message>
        <source>{0} {1} asks for {2} boxes.</source>
        <translation>{0} {1} 要求 {2} 个方框。</translation>
    </message>
    <message>
        <source>{0} {1} cuts boxes of shape {2} out of {3}, which is not computed here.</source>
        <translation>{0} {1} 从 {3} 中切出形状为 {2} 的方框，这里不计算这种情形。</translation>
    </message>
    <message>
        <source>{0} {1} divides integers by 0.</source>
        <translation>{0} {1} 用 0 除整数。</translation>
    </message>
    <message>
        <source>{0} {1} does not tell the shape of its result, from which it is computed here.</source>
        <translation>{0} {1} 没有给出结果的形状，而这里要据此计算。</translation>
    </message>
    <message>
        <source>{0} {1} drops boxes that overlap by more than {2}.</source>
        <translation>{0} {1} 去掉重叠超过 {2} 的方框。</translation>
    </message>
    <message>
        <source>{0} {1} finds no text for a key, which is not computed here.</source>
        <translation>{0} {1} 有一个键找不到文本，这里不计算这种情形。</translation>
    </message>
    <message>
        <source>{0} {1} has a gradient of shape {2} for {3}.</source>
        <translation>{0} {1} 的梯度形状为 {2}，而数据为 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} has a handle that names nothing.</source>
        <translation>{0} {1} 的句柄不指向任何东西。</translation>
    </message>
    <message>
        <source>{0} {1} has axes in an order that is none.</source>
        <translation>{0} {1} 的轴顺序不成立。</translation>
    </message>
    <message>
        <source>{0} {1} has boxes of shape {2} and scores of shape {3}.</source>
        <translation>{0} {1} 的方框形状为 {2}，分数形状为 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} has keys that do not fit its values.</source>
        <translation>{0} {1} 的键与值不相配。</translation>
    </message>
    <message>
        <source>{0} {1} has no branches to choose from.</source>
        <translation>{0} {1} 没有可选的分支。</translation>
    </message>
    <message>
        <source>{0} {1} has no default value.</source>
        <translation>{0} {1} 没有默认值。</translation>
    </message>
    <message>
        <source>{0} {1} has no value.</source>
        <translation>{0} {1} 没有值。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} numbers of bits.</source>
        <translation>{0} {1} 有 {2} 个位数值。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} ranges.</source>
        <translation>{0} {1} 有 {2} 个范围。</translation>
    </message>
    <message>
        <source>{0} {1} is a kind of convolution that is not computed here.</source>
        <translation>{0} {1} 是这里不计算的一种卷积。</translation>
    </message>
    <message>
        <source>{0} {1} keeps one element of each window, which is not computed here.</source>
        <translation>{0} {1} 从每个窗口保留一个元素，这里不计算这种情形。</translation>
    </message>
    <message>
        <source>{0} {1} looks for keys that are neither integers nor text.</source>
        <translation>{0} {1} 查找的键既不是整数也不是文本。</translation>
    </message>
    <message>
        <source>{0} {1} looks into a table before it is filled.</source>
        <translation>{0} {1} 在查找表填充之前就去查找。</translation>
    </message>
    <message>
        <source>{0} {1} makes more than {2} groups.</source>
        <translation>{0} {1} 产生的组超过 {2} 个。</translation>
    </message>
    <message>
        <source>{0} {1} names an image that is not there.</source>
        <translation>{0} {1} 指定了不存在的图像。</translation>
    </message>
    <message>
        <source>{0} {1} orders by more than one comparison, which is not computed here.</source>
        <translation>{0} {1} 按多于一个的比较来排序，这里不计算这种情形。</translation>
    </message>
    <message>
        <source>{0} {1} puts elements together by more than one operator, which is not computed here.</source>
        <translation>{0} {1} 用多于一个的算子来合并元素，这里不计算这种情形。</translation>
    </message>
    <message>
        <source>{0} {1} reads a variable before it has a value.</source>
        <translation>{0} {1} 在变量有值之前就读取它。</translation>
    </message>
    <message>
        <source>{0} {1} reduces an axis without elements, which is not computed here.</source>
        <translation>{0} {1} 归约一个没有元素的轴，这里不计算这种情形。</translation>
    </message>
    <message>
        <source>{0} {1} reduces several tensors at once, which is not computed here.</source>
        <translation>{0} {1} 同时归约几个张量，这里不计算这种情形。</translation>
    </message>
    <message>
        <source>{0} {1} takes {2} together with {3}.</source>
        <translation>{0} {1} 把 {2} 与 {3} 放在一起。</translation>
    </message>
    <message>
        <source>{0} {1} has an attribute {2} that is no {3}.</source>
        <translation>{0} {1} 的属性 {2} 不是 {3}。</translation>
    </message>
    <message>
        <source>{0} {1} lacks its attribute {2} ({3}).</source>
        <translation>{0} {1} 缺少属性 {2}（{3}）。</translation>
    </message>
    <message>
        <source>Cut the model after the last of these (often Mfcc) and feed its result.</source>
        <translation>请在最后一个这样的节点（常为 Mfcc）之后切开模型，并提供它的结果。</translation>
    </message>
    <message>
        <source>It has: {0}.</source>
        <translation>它有：{0}。</translation>
    </message>
    <message>
        <source>Leave --tags out.</source>
        <translation>请去掉 --tags。</translation>
    </message>
    <message>
        <source>Others are taken by their tags (--tags): {0}.</source>
        <translation>其他的图按标签（--tags）选取：{0}。</translation>
    </message>
    <message>
        <source>{0} holds no graph with the tags {1}.</source>
        <translation>{0} 里没有标签为 {1} 的图。</translation>
    </message>
    <message>
        <source>{0} is no SavedModel: it has one graph, and no tags.</source>
        <translation>{0} 不是 SavedModel：它只有一张图，没有标签。</translation>
    </message>
    <message>
        <source>{0} {1} prepares sound, for which TensorFlow Lite has no operator.</source>
        <translation>{0} {1} 处理声音，TensorFlow Lite 没有这样的算子。</translation>
    </message>
    <message>
        <source>Check the file in the folder assets.</source>
        <translation>请检查 assets 文件夹中的文件。</translation>
    </message>
    <message>
        <source>Copy the whole SavedModel folder.</source>
        <translation>请复制整个 SavedModel 文件夹。</translation>
    </message>
    <message>
        <source>Fill the table with constants before saving the model.</source>
        <translation>请在保存模型之前用常量填充该表。</translation>
    </message>
    <message>
        <source>The model names the file {0}, which is not in its folder assets.</source>
        <translation>模型指定了文件 {0}，它不在 assets 文件夹中。</translation>
    </message>
    <message>
        <source>{0} {1} asks for column {2}, which line {3} of its file does not have.</source>
        <translation>{0} {1} 需要第 {2} 列，它的文件第 {3} 行没有这一列。</translation>
    </message>
    <message>
        <source>{0} {1} has a table of more than 2 GiB of text.</source>
        <translation>{0} {1} 的表含有超过 2 GiB 的文本。</translation>
    </message>
    <message>
        <source>{0} {1} has {2} in its file, which int32 does not hold.</source>
        <translation>{0} {1} 的文件里有 {2}，int32 容纳不下。</translation>
    </message>
    <message>
        <source>{0} {1} makes a table from {2} to {3} in a way that is not read here.</source>
        <translation>{0} {1} 以这里不读取的方式建立从 {2} 到 {3} 的表。</translation>
    </message>
    <message>
        <source>{0} {1} reads a number from line {2} of its file, where there is none.</source>
        <translation>{0} {1} 从文件第 {2} 行读取数字，那里没有数字。</translation>
    </message>
    <message>
        <source>{0} {1} wants {2} lines, and its file has {3}.</source>
        <translation>{0} {1} 需要 {2} 行，它的文件有 {3} 行。</translation>
    </message>
    <message>
        <source>Compare the answers on inputs of your own.</source>
        <translation>请用您自己的输入比较答案。</translation>
    </message>
    <message>
        <source>{0} {1} lowers scores; of boxes whose scores are equal the runtime may take another one first.</source>
        <translation>{0} {1} 会降低分数；分数相同的方框中，运行时可能先取另一个。</translation>
    </message>
</context>
</TS>
