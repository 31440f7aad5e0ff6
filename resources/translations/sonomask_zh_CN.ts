<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>main</name>
    <message>
        <source>Outlines of breast masses in ultrasound pictures.</source>
        <translation>勾画超声图像中的乳腺肿块。</translation>
    </message>
    <message>
        <source>Pictures, clips, DICOM files and folders to open.</source>
        <translation>要打开的图像、动态影像、DICOM 文件和文件夹。</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::AboutDialog</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>OpenCV</source>
        <translation>OpenCV</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>loading …</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>About Sonomask</source>
        <translation>关于 Sonomask</translation>
    </message>
    <message>
        <source>Sonomask</source>
        <translation>Sonomask</translation>
    </message>
    <message>
        <source>Outlines of breast masses in ultrasound pictures.</source>
        <translation>勾画超声图像中的乳腺肿块。</translation>
    </message>
    <message>
        <source>Not for diagnostic use</source>
        <translation>不得用于诊断</translation>
    </message>
    <message>
        <source>Apache License 2.0. The file NOTICE names the libraries that Sonomask is built on, and their licences.</source>
        <translation>Apache 许可证 2.0。NOTICE 文件列出 Sonomask 所用的库及其许可证。</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::BatchDialog</name>
    <message>
        <source>Resume: keep what an earlier run finished</source>
        <translation>续做：保留上次已完成的结果</translation>
    </message>
    <message>
        <source>Segment folder</source>
        <translation>分割文件夹</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show the output folder</source>
        <translation>显示结果文件夹</translation>
    </message>
    <message>
        <source>Batch-segment a folder</source>
        <translation>批量分割文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Pictures and clips in</source>
        <translation>图像和动态影像位于</translation>
    </message>
    <message>
        <source>Folder to segment</source>
        <translation>要分割的文件夹</translation>
    </message>
    <message>
        <source>Masks and findings to</source>
        <translation>掩膜和结果存到</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Failed file</source>
        <translation>失败的文件</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The folder to segment does not exist.</source>
        <translation>要分割的文件夹不存在。</translation>
    </message>
    <message>
        <source>Choose another folder for the results, so that masks are not segmented too.</source>
        <translation>请为结果另选一个文件夹，以免把掩膜也拿来分割。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批量分割</translation>
    </message>
    <message>
        <source>The batch could not run.</source>
        <translation>批量分割无法运行。</translation>
    </message>
    <message>
        <source>Cancelled before the first file.</source>
        <translation>在第一个文件之前已取消。</translation>
    </message>
    <message>
        <source>Looking for files …</source>
        <translation>正在查找文件…</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%1 / %2 个文件</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>约剩 %1</translation>
    </message>
    <message>
        <source>%1 of %2 files segmented: %3 masses in %4 frames.</source>
        <translation>已分割 %1 / %2 个文件：%4 帧中有 %3 个肿块。</translation>
    </message>
    <message>
        <source>Finished by an earlier run: %1.</source>
        <translation>其中上次已完成：%1。</translation>
    </message>
    <message>
        <source>Failed: %1.</source>
        <translation>失败：%1。</translation>
    </message>
    <message>
        <source>Cancelled. Start again with “Resume” to go on from here.</source>
        <translation>已取消。勾选“续做”再次开始即可从这里继续。</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::CineBar</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 帧/秒</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::ClipViewer</name>
    <message>
        <source>Opening …</source>
        <translation>正在打开…</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Dialogs</name>
    <message>
        <source>Pictures, clips and DICOM (*.dcm *.dicom *.png *.jpg *.jpeg *.bmp *.tif *.tiff *.avi *.mp4 *.mkv DICOMDIR);;All files (*)</source>
        <translation>图像、动态影像和 DICOM (*.dcm *.dicom *.png *.jpg *.jpeg *.bmp *.tif *.tiff *.avi *.mp4 *.mkv DICOMDIR);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>打开文件</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Exporter</name>
    <message>
        <source>Exporting</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::FindingsPanel</name>
    <message>
        <source>Reviewed</source>
        <translation>已审阅</translation>
    </message>
    <message>
        <source>FINDINGS</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>Open a picture, a clip or a study to begin.</source>
        <translation>请打开图像、动态影像或检查。</translation>
    </message>
    <message>
        <source>Not segmented yet. Press S for this frame, Shift+S for the whole study.</source>
        <translation>尚未分割。按 S 分割本帧，按 Shift+S 分割整个检查。</translation>
    </message>
    <message>
        <source>No mass was found in this frame.</source>
        <translation>本帧未发现肿块。</translation>
    </message>
    <message>
        <source>Marked for the report.</source>
        <translation>已标记用于报告。</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::FrameView</name>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::KeySheet</name>
    <message>
        <source>Wheel: zoom. Drag: move. Right button: grey window. Double click: fit. With a brush or outline, Shift takes away instead.</source>
        <translation>滚轮：缩放。拖动：移动。右键拖动：灰度窗。双击：适合窗口。使用画笔或轮廓时按住 Shift 为去除。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::MainWindow</name>
    <message>
        <source>Sonomask</source>
        <translation>Sonomask</translation>
    </message>
    <message>
        <source>Drop pictures, clips or a DICOM study here.</source>
        <translation>将图像、动态影像或 DICOM 检查拖放到此处。</translation>
    </message>
    <message>
        <source>Not for diagnostic use</source>
        <translation>不得用于诊断</translation>
    </message>
    <message>
        <source>Showing</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Segmenting</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>Open folder or DICOM study</source>
        <translation>打开文件夹或 DICOM 检查</translation>
    </message>
    <message>
        <source>Export mask</source>
        <translation>导出掩膜</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图像 (*.png)</translation>
    </message>
    <message>
        <source>Export overlay</source>
        <translation>导出叠加图</translation>
    </message>
    <message>
        <source>Export measurements</source>
        <translation>导出测量值</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Export findings</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Frame %1 of %2</source>
        <translation>第 %1 帧，共 %2 帧</translation>
    </message>
    <message>
        <source>Zoom %1 %</source>
        <translation>缩放 %1 %</translation>
    </message>
    <message>
        <source>L %1  W %2</source>
        <translation>窗位 %1  窗宽 %2</translation>
    </message>
    <message>
        <source>Loading the model …</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>无模型</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>加载模型</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
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
        <source>&amp;Larger brush</source>
        <translation>增大画笔(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;maller brush</source>
        <translation>减小画笔(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Fill the holes of the mass</source>
        <translation>填充肿块中的孔(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Delete the mass</source>
        <translation>删除肿块(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>画笔(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>橡皮(&amp;E)</translation>
    </message>
    <message>
        <source>Draw an &amp;outline</source>
        <translation>绘制轮廓(&amp;O)</translation>
    </message>
    <message>
        <source>Keeping the work</source>
        <translation>保存工作</translation>
    </message>
    <message>
        <source>%1: restored %2 changes that were made before Sonomask ended unexpectedly. Undo takes them back one by one.</source>
        <translation>%1：已恢复 Sonomask 意外结束前所做的 %2 处修改。可用撤销逐一退回。</translation>
    </message>
    <message>
        <source>%1 was written anew since the work on it began: check that the outlines still fit.</source>
        <translation>%1 在开始处理后被重新写入：请检查轮廓是否仍然吻合。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open files …</source>
        <translation>打开文件(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;folder or DICOM study …</source>
        <translation>打开文件夹或 DICOM 检查(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Recent studies</source>
        <translation>最近的检查(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Close all</source>
        <translation>全部关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Batch-segment folder …</source>
        <translation>批量分割文件夹(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Mask of this frame (PNG) …</source>
        <translation>本帧掩膜 (PNG)(&amp;M)…</translation>
    </message>
    <message>
        <source>Frame with &amp;overlay (PNG) …</source>
        <translation>带轮廓的本帧 (PNG)(&amp;O)…</translation>
    </message>
    <message>
        <source>Measurements of this clip (&amp;CSV) …</source>
        <translation>本影像的测量值 (CSV)(&amp;C)…</translation>
    </message>
    <message>
        <source>Findings of this clip (&amp;JSON) …</source>
        <translation>本影像的结果 (JSON)(&amp;J)…</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>尚未打开过</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>清除列表</translation>
    </message>
    <message>
        <source>&amp;Read</source>
        <translation>阅片(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Segment this frame</source>
        <translation>分割本帧(&amp;S)</translation>
    </message>
    <message>
        <source>Segment this s&amp;tudy</source>
        <translation>分割本检查(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Cancel the work under way</source>
        <translation>取消正在进行的工作(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Reviewed, and on to the next</source>
        <translation>审阅完毕，转到下一个(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Next picture</source>
        <translation>下一个图像(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous picture</source>
        <translation>上一个图像(&amp;P)</translation>
    </message>
    <message>
        <source>Next st&amp;udy</source>
        <translation>下一个检查(&amp;U)</translation>
    </message>
    <message>
        <source>Previous stud&amp;y</source>
        <translation>上一个检查(&amp;Y)</translation>
    </message>
    <message>
        <source>Next &amp;mass</source>
        <translation>下一个肿块(&amp;M)</translation>
    </message>
    <message>
        <source>Previous m&amp;ass</source>
        <translation>上一个肿块(&amp;A)</translation>
    </message>
    <message>
        <source>P&amp;lay or pause</source>
        <translation>播放或暂停(&amp;L)</translation>
    </message>
    <message>
        <source>Ne&amp;xt frame</source>
        <translation>下一帧(&amp;X)</translation>
    </message>
    <message>
        <source>Pre&amp;vious frame</source>
        <translation>上一帧(&amp;V)</translation>
    </message>
    <message>
        <source>Searc&amp;h the list</source>
        <translation>搜索列表(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Show or hide the &amp;outlines</source>
        <translation>显示或隐藏轮廓(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit to the window</source>
        <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>One to &amp;one</source>
        <translation>原始大小(&amp;O)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom o&amp;ut</source>
        <translation>缩小(&amp;U)</translation>
    </message>
    <message>
        <source>Reset grey &amp;window</source>
        <translation>重置灰度窗(&amp;W)</translation>
    </message>
    <message>
        <source>Study &amp;list</source>
        <translation>检查列表(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>The language changes when Sonomask is started again.</source>
        <translation>重新启动 Sonomask 后语言生效。</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Sonomask</source>
        <translation>关于 Sonomask(&amp;A)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;Web page (*.html)</source>
        <translation>PDF (*.pdf);;网页 (*.html)</translation>
    </message>
    <message>
        <source>&amp;Report of this study (PDF, HTML) …</source>
        <translation>本检查的报告 (PDF、HTML)(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Name the patient in reports</source>
        <translation>报告中显示患者姓名(&amp;N)</translation>
    </message>
    <message>
        <source>Mar&amp;k this frame for the report</source>
        <translation>标记本帧用于报告(&amp;K)</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::MassCard</name>
    <message>
        <source>Mean probability inside the outline</source>
        <translation>轮廓内的平均概率</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Perimeter</source>
        <translation>周长</translation>
    </message>
    <message>
        <source>Longest axis</source>
        <translation>最长径</translation>
    </message>
    <message>
        <source>Perpendicular axis</source>
        <translation>垂直径</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Height to width</source>
        <translation>高宽比</translation>
    </message>
    <message>
        <source>Angle to the skin</source>
        <translation>与皮肤夹角</translation>
    </message>
    <message>
        <source>Mass %1</source>
        <translation>肿块 %1</translation>
    </message>
    <message>
        <source>Mass %1 · by hand</source>
        <translation>肿块 %1 · 手工修改</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::MessageBar</name>
    <message>
        <source>Previous message</source>
        <translation>上一条消息</translation>
    </message>
    <message>
        <source>Next message</source>
        <translation>下一条消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::ModelHost</name>
    <message>
        <source>Loading the model</source>
        <translation>加载模型</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Opener</name>
    <message>
        <source>Opening</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Overlay</name>
    <message>
        <source>Cyan</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>品红</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::OverlayControls</name>
    <message>
        <source>OVERLAY</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Show the outlines</source>
        <translation>显示轮廓</translation>
    </message>
    <message>
        <source>Opacity of the fill</source>
        <translation>填充不透明度</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Segmenter</name>
    <message>
        <source>Segmenting</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Segmenting the study</source>
        <translation>分割检查</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Steps</name>
    <message>
        <source>segment</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>切除</translation>
    </message>
    <message>
        <source>fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::StudyModel</name>
    <message>
        <source>No name</source>
        <translation>无姓名</translation>
    </message>
    <message>
        <source>New</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>Segmented</source>
        <translation>已分割</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审阅</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>未能打开</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::StudyPanel</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the study list</source>
        <translation>搜索检查列表</translation>
    </message>
    <message>
        <source>Show clips in this state</source>
        <translation>显示此状态的影像</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>无图像</translation>
    </message>
    <message>
        <source>Studies: %1 · Pictures: %2</source>
        <translation>检查：%1 · 图像：%2</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Task</name>
    <message>
        <source>not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>unknown error</source>
        <translation>未知错误</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::TaskStrip</name>
    <message>
        <source>Cancel (Esc)</source>
        <translation>取消 (Esc)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Text</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 帧</translation>
    </message>
</context>
</TS>
