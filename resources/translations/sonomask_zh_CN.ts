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
    <message>
        <source>Segment what is opened, without being asked.</source>
        <translation>打开后自动分割，无需询问。</translation>
    </message>
</context>
<context>
    <name>sonomask::core</name>
    <message>
        <source>%1 cannot be read and is left out</source>
        <translation>%1 无法读取，未列入</translation>
    </message>
    <message>
        <source>Pictures that cannot be read and are left out: %1.</source>
        <translation>无法读取而未列入的图像：%1 个。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>cannot be written: %1</source>
        <translation>无法写入：%1</translation>
    </message>
    <message>
        <source>cannot be opened: %1</source>
        <translation>无法打开：%1</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>设备空间不足</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统是只读的</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是一个文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation>请释放一些空间，或选择其他磁盘。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>请选择您有写入权限的文件夹。</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>请使用较短的名称。</translation>
    </message>
    <message>
        <source>is there already, and is no mask that a batch made</source>
        <translation>已存在，且不是批量分割生成的掩膜</translation>
    </message>
    <message>
        <source>is in use by another run</source>
        <translation>正被另一个运行使用</translation>
    </message>
    <message>
        <source>Wait until that run has ended, or choose another folder.</source>
        <translation>请等待该运行结束，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>the program that reads files is missing</source>
        <translation>缺少读取文件的程序</translation>
    </message>
    <message>
        <source>the program that reads files does not start: %1</source>
        <translation>读取文件的程序无法启动：%1</translation>
    </message>
    <message>
        <source>Install Sonomask again, or name it by SONOMASK_DECODER_PATH.</source>
        <translation>请重新安装 Sonomask，或用 SONOMASK_DECODER_PATH 指明它的位置。</translation>
    </message>
    <message>
        <source>Install Sonomask again.</source>
        <translation>请重新安装 Sonomask。</translation>
    </message>
    <message>
        <source>is not an image, a video or a DICOM file</source>
        <translation>不是图像、视频或 DICOM 文件</translation>
    </message>
    <message>
        <source>Sonomask reads DICOM, JPG, PNG, BMP, TIFF, AVI and MP4.</source>
        <translation>Sonomask 可读取 DICOM、JPG、PNG、BMP、TIFF、AVI 和 MP4。</translation>
    </message>
    <message>
        <source>Check that it still exists and that you may read it.</source>
        <translation>请检查它是否仍然存在，以及您是否有读取权限。</translation>
    </message>
    <message>
        <source>is a folder or a device, not a file</source>
        <translation>是文件夹或设备，不是文件</translation>
    </message>
    <message>
        <source>is a folder, not a file</source>
        <translation>是文件夹，不是文件</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>The file is damaged or made to do harm; copy or export it again from its source.</source>
        <translation>文件已损坏或带有恶意；请从来源处重新复制或导出。</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>是空文件</translation>
    </message>
    <message>
        <source>Copy it again from its source.</source>
        <translation>请从来源处重新复制。</translation>
    </message>
    <message>
        <source>names a file outside its folder: %1</source>
        <translation>引用了其文件夹之外的文件：%1</translation>
    </message>
    <message>
        <source>names no pictures</source>
        <translation>未引用任何图像</translation>
    </message>
    <message>
        <source>is not a DICOMDIR</source>
        <translation>不是 DICOMDIR</translation>
    </message>
    <message>
        <source>is refused: %1</source>
        <translation>被拒绝：%1</translation>
    </message>
    <message>
        <source>it declares %1 frames and holds %2</source>
        <translation>声明有 %1 帧，实际有 %2 帧</translation>
    </message>
    <message>
        <source>%1. %2 of %3 frames are done.</source>
        <translation>%1。%3 帧中已完成 %2 帧。</translation>
    </message>
    <message>
        <source>%1 of %2 frames are present</source>
        <translation>%2 帧中只有 %1 帧</translation>
    </message>
    <message>
        <source>its character set is not known (%1); names may look wrong</source>
        <translation>字符集未知（%1）；姓名可能显示有误</translation>
    </message>
    <message>
        <source>overlay graphics of the file are damaged and not shown</source>
        <translation>文件中的叠加图形已损坏，未显示</translation>
    </message>
    <message>
        <source>the file is cut short within the pixels</source>
        <translation>文件在像素数据处被截断</translation>
    </message>
    <message>
        <source>the file ends before the pixels are closed</source>
        <translation>文件在像素数据结束前中断</translation>
    </message>
    <message>
        <source>what follows the pixels is damaged</source>
        <translation>像素数据之后的内容已损坏</translation>
    </message>
    <message>
        <source>frame %1 cannot be decoded</source>
        <translation>第 %1 帧无法解码</translation>
    </message>
    <message>
        <source>frame %1: %2</source>
        <translation>第 %1 帧：%2</translation>
    </message>
    <message>
        <source>has no frame %1 (it has %2)</source>
        <translation>没有第 %1 帧（共 %2 帧）</translation>
    </message>
    <message>
        <source>is truncated: its end is missing</source>
        <translation>被截断：缺少结尾</translation>
    </message>
    <message>
        <source>is damaged: %1</source>
        <translation>已损坏：%1</translation>
    </message>
    <message>
        <source>its pixels cannot be decoded</source>
        <translation>像素无法解码</translation>
    </message>
    <message>
        <source>it claims more frames than it has bytes</source>
        <translation>声称的帧数多于文件的字节数</translation>
    </message>
    <message>
        <source>a JPEG picture has too many scans</source>
        <translation>JPEG 图像的扫描次数过多</translation>
    </message>
    <message>
        <source>is larger than 2 GiB</source>
        <translation>大于 2 GiB</translation>
    </message>
    <message>
        <source>is too large: %1 pixels</source>
        <translation>过大：%1 像素</translation>
    </message>
    <message>
        <source>Pictures of up to 100 million pixels are read.</source>
        <translation>最多读取一亿像素的图像。</translation>
    </message>
    <message>
        <source>is not a JPG, PNG, BMP or TIFF image</source>
        <translation>不是 JPG、PNG、BMP 或 TIFF 图像</translation>
    </message>
    <message>
        <source>is not a video that can be read</source>
        <translation>不是可读取的视频</translation>
    </message>
    <message>
        <source>Convert it to MP4 (H.264) or AVI, or export it again.</source>
        <translation>请转换为 MP4（H.264）或 AVI，或重新导出。</translation>
    </message>
    <message>
        <source>is a video without frames</source>
        <translation>视频中没有帧</translation>
    </message>
    <message>
        <source>is a link to what does not exist</source>
        <translation>是指向不存在的文件的链接</translation>
    </message>
    <message>
        <source>has a name that is not UTF-8</source>
        <translation>的名称不是 UTF-8 编码</translation>
    </message>
    <message>
        <source>Rename it.</source>
        <translation>请重命名。</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>Check the name, or whether the disc is in.</source>
        <translation>请检查名称，或光盘是否已放入。</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>区域 %1</translation>
    </message>
    <message>
        <source>the picture carries no scale</source>
        <translation>图像不含比例尺</translation>
    </message>
    <message>
        <source>scale given by the reader</source>
        <translation>比例尺由阅片者给出</translation>
    </message>
    <message>
        <source>scale of ultrasound region %1</source>
        <translation>比例尺来自超声区域 %1</translation>
    </message>
    <message>
        <source>scale of ultrasound region %1 (not a tissue region)</source>
        <translation>比例尺来自超声区域 %1（非组织区域）</translation>
    </message>
    <message>
        <source>scale from %1, not from an ultrasound region: check it</source>
        <translation>比例尺来自 %1，而非超声区域：请核对</translation>
    </message>
    <message>
        <source>it touches %1 and %2, which differ in scale</source>
        <translation>它同时涉及%1和%2，两者比例不同</translation>
    </message>
    <message>
        <source>it lies outside every calibrated region of the picture</source>
        <translation>它位于图像所有已标定区域之外</translation>
    </message>
    <message>
        <source>it reaches beyond the calibrated region of the picture</source>
        <translation>它超出图像的已标定区域</translation>
    </message>
    <message>
        <source>region %1 is not a 2-D picture (M-mode or a spectrum)</source>
        <translation>区域 %1 不是二维图像（M 型或频谱）</translation>
    </message>
    <message>
        <source>region %1 gives no scale in centimetres</source>
        <translation>区域 %1 没有以厘米表示的比例尺</translation>
    </message>
    <message>
        <source>cannot be shown: %1</source>
        <translation>无法显示：%1</translation>
    </message>
    <message>
        <source>it holds no picture (it is a structured report)</source>
        <translation>其中没有图像（是结构化报告）</translation>
    </message>
    <message>
        <source>it holds no picture (it is an encapsulated document)</source>
        <translation>其中没有图像（是封装的文档）</translation>
    </message>
    <message>
        <source>it holds no picture (it is a presentation state)</source>
        <translation>其中没有图像（是显示状态）</translation>
    </message>
    <message>
        <source>the colour space %1 is not supported</source>
        <translation>不支持颜色空间 %1</translation>
    </message>
    <message>
        <source>%1-bit pixels are not supported</source>
        <translation>不支持 %1 位像素</translation>
    </message>
    <message>
        <source>%1 samples a pixel are not supported</source>
        <translation>不支持每像素 %1 个采样</translation>
    </message>
    <message>
        <source>its transfer syntax %1 is not supported</source>
        <translation>不支持其传输语法 %1</translation>
    </message>
    <message>
        <source>the colour space %1 does not fit SamplesPerPixel %2</source>
        <translation>颜色空间 %1 与 SamplesPerPixel %2 不符</translation>
    </message>
    <message>
        <source>a frame is %1 instead of %2</source>
        <translation>一帧的大小为 %1，而不是 %2</translation>
    </message>
    <message>
        <source>Export it uncompressed, as 8- or 16-bit grey or RGB.</source>
        <translation>请以未压缩的 8 位或 16 位灰度或 RGB 格式导出。</translation>
    </message>
    <message>
        <source>Copy or export it again from its source.</source>
        <translation>请从来源重新复制或导出。</translation>
    </message>
    <message>
        <source>its JPEG pictures have %1 bits a sample instead of %2; they are shown without the window of the header</source>
        <translation>其 JPEG 图像每采样 %1 位而非 %2 位；显示时不使用文件头中的窗宽窗位</translation>
    </message>
    <message>
        <source>its JPEG pictures have %1 bits a sample, more than the %2 of its header</source>
        <translation>其 JPEG 图像每采样 %1 位，多于文件头所给的 %2 位</translation>
    </message>
    <message>
        <source>%1 is damaged and was passed over</source>
        <translation>%1 已损坏，已跳过</translation>
    </message>
    <message>
        <source>%1 is too large and was passed over</source>
        <translation>%1 过大，已跳过</translation>
    </message>
    <message>
        <source>region %1 has no place in the picture (was it resized?); use the ruler</source>
        <translation>区域 %1 在图像中没有位置（图像是否被缩放过？）；请使用标尺</translation>
    </message>
    <message>
        <source>%1; %2 says otherwise: check it</source>
        <translation>%1；%2 与此不符，请核对</translation>
    </message>
    <message>
        <source>%1 claims pixels of %2 x %3 mm, which no breast ultrasound has; use the ruler</source>
        <translation>%1声称像素为 %2 x %3 毫米，乳腺超声不可能如此；请使用标尺</translation>
    </message>
    <message>
        <source>%1 claims %2 mm a pixel, which no breast ultrasound has; use the ruler</source>
        <translation>%1声称每像素 %2 毫米，乳腺超声不可能如此；请使用标尺</translation>
    </message>
    <message>
        <source>%1; its pixels are not square, lengths count their shorter sides</source>
        <translation>%1；其像素不是正方形，长度按像素短边计</translation>
    </message>
    <message>
        <source>no model is installed</source>
        <translation>未安装模型</translation>
    </message>
    <message>
        <source>Name one with --model or the environment variable SONOMASK_MODEL.</source>
        <translation>请用 --model 或环境变量 SONOMASK_MODEL 指定。</translation>
    </message>
    <message>
        <source>Choose a Sonomask checkpoint.</source>
        <translation>请选择 Sonomask 的模型文件。</translation>
    </message>
    <message>
        <source>is not a Sonomask checkpoint</source>
        <translation>不是 Sonomask 的模型文件</translation>
    </message>
    <message>
        <source>is not a safetensors file</source>
        <translation>不是 safetensors 格式的文件</translation>
    </message>
    <message>
        <source>the tensor file is damaged: %1</source>
        <translation>模型文件已损坏：%1</translation>
    </message>
    <message>
        <source>it is shorter than its header</source>
        <translation>它比文件头还短</translation>
    </message>
    <message>
        <source>its header is longer than the file or the limit</source>
        <translation>文件头超出文件长度或允许的长度</translation>
    </message>
    <message>
        <source>%1 lies outside the data</source>
        <translation>%1 超出数据范围</translation>
    </message>
    <message>
        <source>its content is not what was written</source>
        <translation>内容与写入时不同</translation>
    </message>
    <message>
        <source>%1 holds variances below 0</source>
        <translation>%1 含有小于 0 的方差</translation>
    </message>
    <message>
        <source>the network&apos;s answer is no number</source>
        <translation>网络的结果不是数值</translation>
    </message>
    <message>
        <source>Choose another model, or the precision fp32.</source>
        <translation>请选择其他模型，或将精度设为 fp32。</translation>
    </message>
    <message>
        <source>more is wrong with it than is listed here</source>
        <translation>此文件还有未列出的其他问题</translation>
    </message>
    <message>
        <source>%1 holds values that are not finite numbers</source>
        <translation>%1 含有不是有限数的值</translation>
    </message>
    <message>
        <source>Get the file again from where it came.</source>
        <translation>请从来源处重新获取该文件。</translation>
    </message>
    <message>
        <source>A mass lies outside the ultrasound region that was found; its terms say nothing.</source>
        <translation>有肿块位于所识别的超声区域之外；其术语没有意义。</translation>
    </message>
    <message>
        <source>The picture has caliper marks burned in; outlines may follow them.</source>
        <translation>图像中有测量标记；轮廓可能受其影响。</translation>
    </message>
    <message>
        <source>The picture has a colour overlay (Doppler or elastography); outlines under it are less certain.</source>
        <translation>图像中有彩色叠加（多普勒或弹性成像）；其下的轮廓不够可靠。</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>Breast ultrasound report</source>
        <translation>乳腺超声报告</translation>
    </message>
    <message>
        <source>Not for diagnostic use</source>
        <translation>不用于诊断</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>患者编号</translation>
    </message>
    <message>
        <source>Study date</source>
        <translation>检查日期</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>阅片者</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>软件</translation>
    </message>
    <message>
        <source>Mass</source>
        <translation>肿块</translation>
    </message>
    <message>
        <source>Masses</source>
        <translation>肿块</translation>
    </message>
    <message>
        <source>None outlined.</source>
        <translation>未勾画肿块。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Longest × across</source>
        <translation>最长径 × 垂直径</translation>
    </message>
    <message>
        <source>Width × height</source>
        <translation>宽 × 高</translation>
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
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Height/width</source>
        <translation>高宽比</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Outline by</source>
        <translation>轮廓来源</translation>
    </message>
    <message>
        <source>hand</source>
        <translation>手工</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>计算值</translation>
    </message>
    <message>
        <source>Scale of mass</source>
        <translation>肿块的比例尺</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation>未审阅</translation>
    </message>
    <message>
        <source>%1 of %2 pictures have findings.</source>
        <translation>%2 幅图像中有 %1 幅有发现。</translation>
    </message>
    <message>
        <source>Not segmented: %1.</source>
        <translation>未分割：%1 幅。</translation>
    </message>
    <message>
        <source>BI-RADS descriptors</source>
        <translation>BI-RADS 描述</translation>
    </message>
    <message>
        <source>the report&apos;s logo cannot be read</source>
        <translation>无法读取报告的徽标</translation>
    </message>
    <message>
        <source>Choose a PNG or JPG.</source>
        <translation>请选择 PNG 或 JPG。</translation>
    </message>
    <message>
        <source>the report&apos;s template cannot be read</source>
        <translation>无法读取报告模板</translation>
    </message>
    <message>
        <source>is too large for a report&apos;s template</source>
        <translation>作为报告模板过大</translation>
    </message>
    <message>
        <source>the saved masks are of another size than the picture</source>
        <translation>保存的掩膜与图像大小不同</translation>
    </message>
    <message>
        <source>the saved work cannot be read</source>
        <translation>无法读取保存的工作</translation>
    </message>
    <message>
        <source>the saved work is damaged: %1</source>
        <translation>保存的工作已损坏：%1</translation>
    </message>
    <message>
        <source>Move its folder away to start anew.</source>
        <translation>请移走其文件夹后重新开始。</translation>
    </message>
    <message>
        <source>the saved work belongs to another picture: its size or number of frames differs</source>
        <translation>保存的工作属于另一图像：大小或帧数不同</translation>
    </message>
    <message>
        <source>Was the file replaced? Move the session&apos;s folder %1 away to start anew.</source>
        <translation>文件是否被替换？请移走会话文件夹 %1 后重新开始。</translation>
    </message>
    <message>
        <source>there is no home folder to keep the work in</source>
        <translation>没有可保存工作的主文件夹</translation>
    </message>
    <message>
        <source>Set HOME.</source>
        <translation>请设置环境变量 HOME。</translation>
    </message>
    <message>
        <source>is not a session of Sonomask</source>
        <translation>不是 Sonomask 的会话</translation>
    </message>
    <message>
        <source>was written by a newer version of Sonomask</source>
        <translation>由更新版本的 Sonomask 写入</translation>
    </message>
    <message>
        <source>Install that version to go on with this work.</source>
        <translation>请安装该版本以继续此工作。</translation>
    </message>
    <message>
        <source>the work cannot be saved: %1</source>
        <translation>无法保存工作：%1</translation>
    </message>
    <message>
        <source>another window works on this study</source>
        <translation>另一个窗口正在处理此检查</translation>
    </message>
    <message>
        <source>Close it there, then open the study again here.</source>
        <translation>请在那里关闭，然后在此重新打开检查。</translation>
    </message>
    <message>
        <source>It is kept in memory and saved with the next change. Free some space, or see that the folder may be written to.</source>
        <translation>工作保留在内存中，将在下次更改时保存。请释放空间，或检查文件夹是否可写。</translation>
    </message>
    <message>
        <source>is %1 x %2 pixels where its image has %3 x %4</source>
        <translation>大小为 %1 x %2 像素，而图像为 %3 x %4</translation>
    </message>
    <message>
        <source>has several colours: a mask holds 0 and one other value</source>
        <translation>含有多种颜色：掩膜只应有 0 和另一个值</translation>
    </message>
    <message>
        <source>has the grey values %1: a mask holds 0 and one other value</source>
        <translation>含有灰度值 %1：掩膜只应有 0 和另一个值</translation>
    </message>
    <message>
        <source>holds no mask for %1</source>
        <translation>没有 %1 的掩膜</translation>
    </message>
    <message>
        <source>Its name would be %1.</source>
        <translation>其名称应为 %1。</translation>
    </message>
    <message>
        <source>falls into %1 parts, too many to be masses</source>
        <translation>分成 %1 个部分，过多，不可能是肿块</translation>
    </message>
    <message>
        <source>Check that it is a mask.</source>
        <translation>请检查它是否为掩膜。</translation>
    </message>
    <message>
        <source>is not a mask</source>
        <translation>不是掩膜</translation>
    </message>
    <message>
        <source>holds a set already</source>
        <translation>已包含一个数据集</translation>
    </message>
    <message>
        <source>Choose an empty folder.</source>
        <translation>请选择空文件夹。</translation>
    </message>
    <message>
        <source>has not been reviewed</source>
        <translation>尚未审阅</translation>
    </message>
    <message>
        <source>frame %1: a mass reaches beyond the ultrasound picture</source>
        <translation>第 %1 帧：肿块超出超声图像</translation>
    </message>
    <message>
        <source>a spacing must be a positive number of millimetres</source>
        <translation>间距必须是正的毫米数</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>oval</source>
        <translation>椭圆形</translation>
    </message>
    <message>
        <source>round</source>
        <translation>圆形</translation>
    </message>
    <message>
        <source>irregular</source>
        <translation>不规则形</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>方位</translation>
    </message>
    <message>
        <source>parallel</source>
        <translation>平行</translation>
    </message>
    <message>
        <source>not parallel</source>
        <translation>不平行</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>circumscribed</source>
        <translation>清晰</translation>
    </message>
    <message>
        <source>not circumscribed</source>
        <translation>不清晰</translation>
    </message>
    <message>
        <source>Margin kind</source>
        <translation>边缘类型</translation>
    </message>
    <message>
        <source>indistinct</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>angular</source>
        <translation>成角</translation>
    </message>
    <message>
        <source>microlobulated</source>
        <translation>微小分叶</translation>
    </message>
    <message>
        <source>spiculated</source>
        <translation>毛刺</translation>
    </message>
    <message>
        <source>Echo pattern</source>
        <translation>回声类型</translation>
    </message>
    <message>
        <source>anechoic</source>
        <translation>无回声</translation>
    </message>
    <message>
        <source>hypoechoic</source>
        <translation>低回声</translation>
    </message>
    <message>
        <source>isoechoic</source>
        <translation>等回声</translation>
    </message>
    <message>
        <source>hyperechoic</source>
        <translation>高回声</translation>
    </message>
    <message>
        <source>complex cystic/solid</source>
        <translation>囊实性复合回声</translation>
    </message>
    <message>
        <source>heterogeneous</source>
        <translation>不均匀回声</translation>
    </message>
    <message>
        <source>Posterior</source>
        <translation>后方回声</translation>
    </message>
    <message>
        <source>no</source>
        <translation>无</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>有</translation>
    </message>
    <message>
        <source>enhancement</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>shadowing</source>
        <translation>声影</translation>
    </message>
    <message>
        <source>combined</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Rim</source>
        <translation>强回声晕</translation>
    </message>
    <message>
        <source>Calcifications</source>
        <translation>钙化</translation>
    </message>
    <message>
        <source>in the mass</source>
        <translation>肿块内</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <translation>第二意见</translation>
    </message>
    <message>
        <source>benign</source>
        <translation>良性</translation>
    </message>
    <message>
        <source>malignant</source>
        <translation>恶性</translation>
    </message>
    <message>
        <source>holds no work on %1</source>
        <translation>没有对 %1 的工作</translation>
    </message>
    <message>
        <source>holds no work on the pictures of this study</source>
        <translation>没有对此检查图像的工作</translation>
    </message>
    <message>
        <source>scale from the picture&apos;s depth ticks, %1 pixels and by the reader&apos;s word %2 mm apart</source>
        <translation>比例来自图像的深度刻度：相邻刻度相距 %1 像素，按阅片者所述为 %2 毫米</translation>
    </message>
    <message>
        <source>cannot be read within %1 seconds</source>
        <translation>无法在 %1 秒内读取</translation>
    </message>
    <message>
        <source>the decoder&apos;s answer makes no sense</source>
        <translation>解码程序的回应无法理解</translation>
    </message>
    <message>
        <source>the decoder ended with %1</source>
        <translation>解码程序异常结束：%1</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>退出状态 %1</translation>
    </message>
    <message>
        <source>signal %1 (%2)</source>
        <translation>信号 %1（%2）</translation>
    </message>
    <message>
        <source>it cannot be started: %1</source>
        <translation>无法启动：%1</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>未及时回应</translation>
    </message>
    <message>
        <source>the connection is broken</source>
        <translation>连接已中断</translation>
    </message>
    <message>
        <source>the other side is gone</source>
        <translation>对方已退出</translation>
    </message>
    <message>
        <source>needs more memory than the decoder may use</source>
        <translation>所需内存超过解码程序的上限</translation>
    </message>
    <message>
        <source>cannot be decoded: %1</source>
        <translation>无法解码：%1</translation>
    </message>
    <message>
        <source>there is no memory for a frame</source>
        <translation>内存不足，无法存放一帧图像</translation>
    </message>
    <message>
        <source>the file ends too early</source>
        <translation>文件过早结束</translation>
    </message>
    <message>
        <source>the file has become shorter since it was opened</source>
        <translation>文件在打开后变短了</translation>
    </message>
    <message>
        <source>is not a DICOM file</source>
        <translation>不是 DICOM 文件</translation>
    </message>
    <message>
        <source>the DICOM preamble is missing</source>
        <translation>缺少 DICOM 前导</translation>
    </message>
    <message>
        <source>its file header is damaged at %1</source>
        <translation>文件头在 %1 处损坏</translation>
    </message>
    <message>
        <source>the data set is not encoded as the file header says</source>
        <translation>数据集的编码与文件头所述不符</translation>
    </message>
    <message>
        <source>the data set is damaged: %1</source>
        <translation>数据集已损坏：%1</translation>
    </message>
    <message>
        <source>the compressed data set is cut short</source>
        <translation>压缩的数据集不完整</translation>
    </message>
    <message>
        <source>its compressed data set is damaged</source>
        <translation>压缩的数据集已损坏</translation>
    </message>
    <message>
        <source>its compressed data set unfolds to too much</source>
        <translation>压缩的数据集展开后过大</translation>
    </message>
    <message>
        <source>its data set without the pixels is too large</source>
        <translation>像素以外的数据集过大</translation>
    </message>
    <message>
        <source>it has too many elements</source>
        <translation>数据元素过多</translation>
    </message>
    <message>
        <source>its sequences are nested too deep</source>
        <translation>序列嵌套过深</translation>
    </message>
    <message>
        <source>a sequence has lost its begin; its content is passed over</source>
        <translation>某个序列缺少开头，其内容已跳过</translation>
    </message>
    <message>
        <source>a sequence holds something that is not an item</source>
        <translation>序列中含有不是条目的内容</translation>
    </message>
    <message>
        <source>an item of a sequence is not closed</source>
        <translation>序列的某个条目没有结束</translation>
    </message>
    <message>
        <source>%1 is longer than what holds it</source>
        <translation>%1 超出其所在的容器</translation>
    </message>
    <message>
        <source>%1 has no length</source>
        <translation>%1 没有长度</translation>
    </message>
    <message>
        <source>%1 has no valid type</source>
        <translation>%1 没有有效的类型</translation>
    </message>
    <message>
        <source>%1 is damaged and was passed over: %2</source>
        <translation>%1 已损坏并被跳过：%2</translation>
    </message>
    <message>
        <source>it holds no pixels</source>
        <translation>其中没有像素数据</translation>
    </message>
    <message>
        <source>the picture has no size</source>
        <translation>图像没有尺寸</translation>
    </message>
    <message>
        <source>has no pixels</source>
        <translation>没有像素</translation>
    </message>
    <message>
        <source>it claims %1 pixels a frame</source>
        <translation>声称每帧有 %1 像素</translation>
    </message>
    <message>
        <source>it holds %1 of the %2 bytes of its first frame</source>
        <translation>首帧应有 %2 字节，实有 %1 字节</translation>
    </message>
    <message>
        <source>its only frame is cut short</source>
        <translation>唯一的一帧不完整</translation>
    </message>
    <message>
        <source>a frame holds more bytes than its size allows</source>
        <translation>某一帧的字节数超出其尺寸所允许</translation>
    </message>
    <message>
        <source>more pixels are present than the %1 declared frames need; they are not shown</source>
        <translation>像素多于所声明的 %1 帧所需，多余部分不显示</translation>
    </message>
    <message>
        <source>its pixels are compressed though the file says otherwise</source>
        <translation>像素数据已压缩，与文件声明不符</translation>
    </message>
    <message>
        <source>its compressed pixels are not in fragments</source>
        <translation>压缩的像素数据没有分段存放</translation>
    </message>
    <message>
        <source>compressed pixels hold something else</source>
        <translation>压缩的像素数据中混有其他内容</translation>
    </message>
    <message>
        <source>the offset table is missing</source>
        <translation>缺少偏移表</translation>
    </message>
    <message>
        <source>the offset table is cut short</source>
        <translation>偏移表不完整</translation>
    </message>
    <message>
        <source>the fragments are not closed</source>
        <translation>像素分段没有结束</translation>
    </message>
    <message>
        <source>its pixels lie in too many fragments</source>
        <translation>像素分段过多</translation>
    </message>
    <message>
        <source>BitsStored does not fit BitsAllocated</source>
        <translation>BitsStored 与 BitsAllocated 不符</translation>
    </message>
    <message>
        <source>HighBit does not fit BitsStored</source>
        <translation>HighBit 与 BitsStored 不符</translation>
    </message>
    <message>
        <source>16-bit pixels in 4:2:2 pairs are not supported</source>
        <translation>不支持 4:2:2 成对存放的 16 位像素</translation>
    </message>
    <message>
        <source>a palette picture has more than one sample a pixel</source>
        <translation>调色板图像的每个像素有多个样本</translation>
    </message>
    <message>
        <source>the palette is not described</source>
        <translation>调色板没有说明</translation>
    </message>
    <message>
        <source>the palette is missing</source>
        <translation>缺少调色板</translation>
    </message>
    <message>
        <source>the segmented palette is cut short</source>
        <translation>分段调色板不完整</translation>
    </message>
    <message>
        <source>the segmented palette is damaged</source>
        <translation>分段调色板已损坏</translation>
    </message>
    <message>
        <source>an RLE frame is shorter than its header</source>
        <translation>RLE 帧比其头部还短</translation>
    </message>
    <message>
        <source>an RLE frame has %1 segments instead of %2</source>
        <translation>RLE 帧有 %1 段，应为 %2 段</translation>
    </message>
    <message>
        <source>an RLE frame has segments outside itself</source>
        <translation>RLE 帧的分段超出其范围</translation>
    </message>
    <message>
        <source>an RLE frame holds too few pixels</source>
        <translation>RLE 帧的像素不足</translation>
    </message>
    <message>
        <source>a frame cannot be handed to its decoder</source>
        <translation>某一帧无法交给解码器</translation>
    </message>
    <message>
        <source>a JPEG frame cannot be decoded: %1</source>
        <translation>JPEG 帧无法解码：%1</translation>
    </message>
    <message>
        <source>a JPEG frame does not begin as one</source>
        <translation>JPEG 帧的开头不符合格式</translation>
    </message>
    <message>
        <source>a JPEG frame is cut short</source>
        <translation>JPEG 帧不完整</translation>
    </message>
    <message>
        <source>a JPEG frame is damaged between its markers</source>
        <translation>JPEG 帧在标记之间损坏</translation>
    </message>
    <message>
        <source>a JPEG frame has no header</source>
        <translation>JPEG 帧没有头部</translation>
    </message>
    <message>
        <source>a JPEG frame has two headers</source>
        <translation>JPEG 帧有两个头部</translation>
    </message>
    <message>
        <source>a JPEG frame has a short header</source>
        <translation>JPEG 帧的头部过短</translation>
    </message>
    <message>
        <source>a JPEG frame has a header that makes no sense</source>
        <translation>JPEG 帧的头部无法理解</translation>
    </message>
    <message>
        <source>a JPEG frame has too many scans</source>
        <translation>JPEG 帧的扫描过多</translation>
    </message>
    <message>
        <source>a JPEG frame has components that do not go together</source>
        <translation>JPEG 帧的各分量不相配</translation>
    </message>
    <message>
        <source>a JPEG frame has %1-bit samples</source>
        <translation>JPEG 帧为 %1 位样本</translation>
    </message>
    <message>
        <source>a JPEG frame has %1 components</source>
        <translation>JPEG 帧有 %1 个分量</translation>
    </message>
    <message>
        <source>a JPEG frame holds no picture</source>
        <translation>JPEG 帧中没有图像</translation>
    </message>
    <message>
        <source>a JPEG frame holds too few pixels</source>
        <translation>JPEG 帧的像素不足</translation>
    </message>
    <message>
        <source>a JPEG frame holds a TEM marker</source>
        <translation>JPEG 帧含有 TEM 标记</translation>
    </message>
    <message>
        <source>a JPEG frame holds a marker that does not belong there</source>
        <translation>JPEG 帧含有不应出现的标记</translation>
    </message>
    <message>
        <source>a JPEG frame holds a segment longer than itself</source>
        <translation>JPEG 帧的某段比帧本身还长</translation>
    </message>
    <message>
        <source>a JPEG 2000 frame cannot be decoded</source>
        <translation>JPEG 2000 帧无法解码</translation>
    </message>
    <message>
        <source>a JPEG 2000 frame does not begin as one</source>
        <translation>JPEG 2000 帧的开头不符合格式</translation>
    </message>
    <message>
        <source>a JPEG 2000 frame is cut short</source>
        <translation>JPEG 2000 帧不完整</translation>
    </message>
    <message>
        <source>a JPEG 2000 frame has a header that makes no sense</source>
        <translation>JPEG 2000 帧的头部无法理解</translation>
    </message>
    <message>
        <source>a JPEG 2000 frame has too many tiles</source>
        <translation>JPEG 2000 帧的图块过多</translation>
    </message>
    <message>
        <source>a JPEG 2000 frame has components that do not go together</source>
        <translation>JPEG 2000 帧的各分量不相配</translation>
    </message>
    <message>
        <source>a JPEG 2000 frame holds a segment longer than itself</source>
        <translation>JPEG 2000 帧的某段比帧本身还长</translation>
    </message>
    <message>
        <source>its video stream is too long</source>
        <translation>视频流过长</translation>
    </message>
    <message>
        <source>there is no memory for its video stream</source>
        <translation>内存不足，无法存放视频流</translation>
    </message>
    <message>
        <source>it gives no size</source>
        <translation>没有给出尺寸</translation>
    </message>
    <message>
        <source>a JPEG marker is missing</source>
        <translation>缺少 JPEG 标记</translation>
    </message>
    <message>
        <source>a TIFF directory entry is too long</source>
        <translation>TIFF 目录项过长</translation>
    </message>
    <message>
        <source>its page directories never end</source>
        <translation>页目录没有终点</translation>
    </message>
    <message>
        <source>it is damaged or cut short</source>
        <translation>已损坏或不完整</translation>
    </message>
    <message>
        <source>The clip may be truncated; copy it again from its source.</source>
        <translation>影像可能不完整；请从来源处重新复制。</translation>
    </message>
    <message>
        <source>this machine or this LibTorch has no CUDA device</source>
        <translation>本机或所用的 LibTorch 没有 CUDA 设备</translation>
    </message>
    <message>
        <source>Choose the device &quot;cpu&quot; or &quot;auto&quot;.</source>
        <translation>请选择设备 &quot;cpu&quot; 或 &quot;auto&quot;。</translation>
    </message>
    <message>
        <source>Choose the precision &quot;auto&quot;.</source>
        <translation>请选择精度 &quot;auto&quot;。</translation>
    </message>
    <message>
        <source>this CPU has no bf16 instructions</source>
        <translation>此 CPU 没有 bf16 指令</translation>
    </message>
    <message>
        <source>this CPU has no instructions for sums of 8-bit products</source>
        <translation>此 CPU 没有 8 位乘积累加指令</translation>
    </message>
    <message>
        <source>the precision fp16 needs CUDA</source>
        <translation>精度 fp16 需要 CUDA</translation>
    </message>
    <message>
        <source>the precision int8 is for the CPU</source>
        <translation>精度 int8 仅用于 CPU</translation>
    </message>
    <message>
        <source>the network could not run: %1</source>
        <translation>网络无法运行：%1</translation>
    </message>
    <message>
        <source>there is not enough memory to run the network</source>
        <translation>内存不足，网络无法运行</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>请关闭其他程序。</translation>
    </message>
    <message>
        <source>Close other programs, or choose the device &quot;cpu&quot;.</source>
        <translation>请关闭其他程序，或选择设备 &quot;cpu&quot;。</translation>
    </message>
    <message>
        <source>the checkpoint lacks %1</source>
        <translation>模型文件缺少 %1</translation>
    </message>
    <message>
        <source>the checkpoint&apos;s %1 is damaged</source>
        <translation>模型文件的 %1 已损坏</translation>
    </message>
    <message>
        <source>the checkpoint is of version %1; this program reads version %2</source>
        <translation>模型文件为版本 %1；本程序读取版本 %2</translation>
    </message>
    <message>
        <source>Use the checkpoint that came with this program.</source>
        <translation>请使用随本程序提供的模型。</translation>
    </message>
    <message>
        <source>the checkpoint&apos;s threshold or minimal score is not a number</source>
        <translation>模型文件的阈值或最低得分不是数字</translation>
    </message>
    <message>
        <source>the checkpoint&apos;s threshold is not within 0..1</source>
        <translation>模型文件的阈值不在 0 到 1 之间</translation>
    </message>
    <message>
        <source>the checkpoint&apos;s minimal score is not within 0..1</source>
        <translation>模型文件的最低得分不在 0 到 1 之间</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>过早结束</translation>
    </message>
    <message>
        <source>its header is not JSON</source>
        <translation>头部不是 JSON</translation>
    </message>
    <message>
        <source>its metadata is not a map of texts</source>
        <translation>元数据不是文本表</translation>
    </message>
    <message>
        <source>its tensors overlap or leave a gap</source>
        <translation>张量重叠或留有空隙</translation>
    </message>
    <message>
        <source>bytes are left over at its end</source>
        <translation>末尾有多余的字节</translation>
    </message>
    <message>
        <source>the entry of %1 is not understood</source>
        <translation>%1 的条目无法理解</translation>
    </message>
    <message>
        <source>the length of %1 does not fit its shape</source>
        <translation>%1 的长度与其形状不符</translation>
    </message>
    <message>
        <source>%1 has the unknown type %2</source>
        <translation>%1 的类型 %2 未知</translation>
    </message>
    <message>
        <source>%1 has another shape than the architecture</source>
        <translation>%1 的形状与网络结构不符</translation>
    </message>
    <message>
        <source>lacks the tensor %1</source>
        <translation>缺少张量 %1</translation>
    </message>
    <message>
        <source>lacks the scales of %1</source>
        <translation>缺少 %1 的缩放系数</translation>
    </message>
    <message>
        <source>the scales of %1 are not one number a channel</source>
        <translation>%1 的缩放系数不是每通道一个</translation>
    </message>
    <message>
        <source>holds tensors that the architecture does not have</source>
        <translation>含有网络结构中没有的张量</translation>
    </message>
    <message>
        <source>the box is too small to look into</source>
        <translation>方框太小，无法分析</translation>
    </message>
    <message>
        <source>Draw it around the mass.</source>
        <translation>请围绕肿块画框。</translation>
    </message>
    <message>
        <source>the picture cannot be encoded as PNG</source>
        <translation>图像无法编码为 PNG</translation>
    </message>
    <message>
        <source>a picture of the report cannot be encoded</source>
        <translation>报告中的图像无法编码</translation>
    </message>
    <message>
        <source>the PDF cannot be drawn</source>
        <translation>PDF 无法绘制</translation>
    </message>
    <message>
        <source>the report&apos;s template has an opening {{ without its }}</source>
        <translation>报告模板中有 {{ 而没有对应的 }}</translation>
    </message>
    <message>
        <source>the report&apos;s template asks for {{%1}}, which is not known</source>
        <translation>报告模板要求未知的 {{%1}}</translation>
    </message>
    <message>
        <source>there is no frame to write</source>
        <translation>没有可写入的帧</translation>
    </message>
    <message>
        <source>only 8-bit grey and colour frames can be written</source>
        <translation>只能写入 8 位灰度或彩色帧</translation>
    </message>
    <message>
        <source>a side of the frame is longer than 65535 pixels</source>
        <translation>帧的边长超过 65535 像素</translation>
    </message>
    <message>
        <source>the frames differ in size or type</source>
        <translation>各帧的尺寸或类型不同</translation>
    </message>
    <message>
        <source>the frames cannot be encoded so</source>
        <translation>各帧无法这样编码</translation>
    </message>
    <message>
        <source>is not valid JSON: %1</source>
        <translation>不是有效的 JSON：%1</translation>
    </message>
    <message>
        <source>an outline has fewer than three points</source>
        <translation>某个轮廓少于三个点</translation>
    </message>
    <message>
        <source>the number of a mass is not positive</source>
        <translation>某个肿块的编号不是正数</translation>
    </message>
    <message>
        <source>the spacing is not positive</source>
        <translation>间距不是正数</translation>
    </message>
    <message>
        <source>the distance of depth ticks is negative</source>
        <translation>深度刻度的间距为负</translation>
    </message>
    <message>
        <source>a mask has an impossible size</source>
        <translation>某个掩膜的尺寸不可能</translation>
    </message>
    <message>
        <source>the runs of a mask do not fill its frame</source>
        <translation>掩膜的数据与图像大小不符</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
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
        <source>This program</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Reading of files</source>
        <translation>文件读取</translation>
    </message>
    <message>
        <source>asking …</source>
        <translation>正在查询 …</translation>
    </message>
    <message>
        <source>in a process of its own, with all protection</source>
        <translation>在独立进程中，保护完整</translation>
    </message>
    <message>
        <source>in a process of its own, but less protected than it could be:</source>
        <translation>在独立进程中，但保护不完整：</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::AgreementDialog</name>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>HD95</source>
        <translation>HD95</translation>
    </message>
    <message>
        <source>Terms that differ</source>
        <translation>不同的描述</translation>
    </message>
    <message>
        <source>Masses</source>
        <translation>肿块</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Equal</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Cohen&apos;s κ</source>
        <translation>Cohen κ</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Export table (CSV) …</source>
        <translation>导出表格 (CSV) …</translation>
    </message>
    <message>
        <source>Compare two readers</source>
        <translation>比较两位阅片者</translation>
    </message>
    <message>
        <source>You are the first reader.</source>
        <translation>您是第一位阅片者。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Another reader&apos;s sessions, or a folder of mask PNGs</source>
        <translation>另一位阅片者的会话，或掩膜 PNG 文件夹</translation>
    </message>
    <message>
        <source>The second reader&apos;s work</source>
        <translation>第二位阅片者的工作</translation>
    </message>
    <message>
        <source>Choose the second reader&apos;s work …</source>
        <translation>选择第二位阅片者的工作 …</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>正在比较 …</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>only %1</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>%1 and %2 · frames that both have read: %3 · masses that both see: %4, only the first: %5, only the second: %6 · Dice %7 · HD95 %8</source>
        <translation>%1 与 %2 · 两者都读过的帧：%3 · 两者都看到的肿块：%4，仅第一位：%5，仅第二位：%6 · Dice %7 · HD95 %8</translation>
    </message>
    <message>
        <source>files without work of the second reader: %1</source>
        <translation>第二位阅片者没有工作的文件：%1</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
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
        <source>%1 is a file of the open study. Original files are never changed: choose another name or another folder.</source>
        <translation>%1 是已打开检查中的文件。原始文件从不更改：请另选名称或文件夹。</translation>
    </message>
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
    <name>sonomask::ui::Corrections</name>
    <message>
        <source>These outlines are not kept yet, the picture is still being segmented. Correct them when that is done.</source>
        <translation>这些轮廓尚未保存，图像仍在分割中。请在分割完成后再修正。</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::DifferenceView</name>
    <message>
        <source>Where the readers differ</source>
        <translation>两位阅片者的差异</translation>
    </message>
    <message>
        <source>Choose the other reader&apos;s work, then a mass in the table.</source>
        <translation>请选择另一位阅片者的工作，然后在表中选择肿块。</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Evidence</name>
    <message>
        <source>blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>sharp</source>
        <translation>锐利</translation>
    </message>
    <message>
        <source>ellipse of the same moments</source>
        <translation>同矩椭圆</translation>
    </message>
    <message>
        <source>height to width %1</source>
        <translation>高宽比 %1</translation>
    </message>
    <message>
        <source>inside</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>beside</source>
        <translation>旁侧</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>后方</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Exporter</name>
    <message>
        <source>Writing the report</source>
        <translation>正在写报告</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Figures</name>
    <message>
        <source>circularity</source>
        <translation>圆度</translation>
    </message>
    <message>
        <source>solidity</source>
        <translation>实心度</translation>
    </message>
    <message>
        <source>short to long</source>
        <translation>短长径比</translation>
    </message>
    <message>
        <source>lobes</source>
        <translation>分叶</translation>
    </message>
    <message>
        <source>height to width</source>
        <translation>高宽比</translation>
    </message>
    <message>
        <source>tilt</source>
        <translation>倾角</translation>
    </message>
    <message>
        <source>steepness</source>
        <translation>陡度</translation>
    </message>
    <message>
        <source>contrast</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>blurred share</source>
        <translation>模糊比例</translation>
    </message>
    <message>
        <source>undulation</source>
        <translation>起伏</translation>
    </message>
    <message>
        <source>spicules</source>
        <translation>毛刺数</translation>
    </message>
    <message>
        <source>grey inside</source>
        <translation>内部灰度</translation>
    </message>
    <message>
        <source>grey beside</source>
        <translation>旁侧灰度</translation>
    </message>
    <message>
        <source>unevenness</source>
        <translation>不均匀度</translation>
    </message>
    <message>
        <source>behind minus beside</source>
        <translation>后方减旁侧</translation>
    </message>
    <message>
        <source>behind to beside</source>
        <translation>后方与旁侧比</translation>
    </message>
    <message>
        <source>brightness of the rim</source>
        <translation>晕的亮度</translation>
    </message>
    <message>
        <source>brightest speck</source>
        <translation>最亮点</translation>
    </message>
    <message>
        <source>contrast of the specks</source>
        <translation>亮点的对比</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::FindingsPanel</name>
    <message>
        <source>Text for the report</source>
        <translation>报告正文</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审阅</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>FINDINGS</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>This picture could not be read. The message above the picture says why.</source>
        <translation>无法读取此图像。原因见图像上方的消息。</translation>
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
    <name>sonomask::ui::HelpWindow</name>
    <message>
        <source>User guide</source>
        <translation>用户指南</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>在指南中查找</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Back to the usual key</source>
        <translation>恢复默认按键</translation>
    </message>
    <message>
        <source>Click a field and press a key to change it. Mouse: the wheel zooms, dragging moves, the right button sets the grey window, a double click fits. With a brush or outline, Shift takes away instead.</source>
        <translation>点击输入框并按键即可更改。鼠标：滚轮缩放，拖动平移，右键调节窗宽窗位，双击适合窗口。使用画笔或轮廓时，按住 Shift 则为去除。</translation>
    </message>
    <message>
        <source>All usual keys</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Its usual key is taken by “%1”. Give that another key first.</source>
        <translation>其默认按键已被“%1”占用。请先为它另设按键。</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”. Give that another key first.</source>
        <translation>%1 是“%2”的按键。请先为它另设按键。</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::LearningSetDialog</name>
    <message>
        <source>Export for training</source>
        <translation>导出用于训练</translation>
    </message>
    <message>
        <source>Reviewed studies</source>
        <translation>已审阅的检查</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Reviewed studies as a training set: pictures, masks, terms. Names, dates and paths are left out, and the picture is cropped to the ultrasound. What is burned into the ultrasound itself is not recognised: look the pictures through before they leave the house.</source>
        <translation>将已审阅的检查作为训练集：图像、掩膜、描述。姓名、日期和路径不写出，图像裁剪到超声区域。烧录在超声图像内的文字无法识别：图像离开本院前请逐一检查。</translation>
    </message>
    <message>
        <source>%1 · reviewed: %2 of %3</source>
        <translation>%1 · 已审阅：%2 / %3</translation>
    </message>
    <message>
        <source>No open study has been reviewed yet.</source>
        <translation>打开的检查中尚无已审阅的。</translation>
    </message>
    <message>
        <source>An empty folder</source>
        <translation>一个空文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择 …</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Name of the set</source>
        <translation>数据集名称</translation>
    </message>
    <message>
        <source>Patients kept for validation</source>
        <translation>留作验证的患者</translation>
    </message>
    <message>
        <source>Written: %1 pictures with %2 masses. Train on them with a configuration that names %3.</source>
        <translation>已写出：%1 幅图像，%2 个肿块。用指明 %3 的配置进行训练。</translation>
    </message>
    <message>
        <source>None of them is kept for validation, which training needs: add studies of another patient, and keep a share.</source>
        <translation>其中没有留作验证的图像，而训练需要验证图像：请加入其他患者的检查，并保留一定比例。</translation>
    </message>
    <message>
        <source>Left out: %1: %2</source>
        <translation>未包含：%1：%2</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… 另有 %1 个</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::MainWindow</name>
    <message>
        <source>&amp;Undo: review of the picture before</source>
        <translation>撤销(&amp;U)：上一幅图像的审阅</translation>
    </message>
    <message>
        <source>%1 is left out: %2</source>
        <translation>%1 未列入：%2</translation>
    </message>
    <message>
        <source>Work is lost when the window closes</source>
        <translation>窗口关闭后工作将丢失</translation>
    </message>
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
        <source>%1 and %2 are different pictures with one UID. Each keeps its own work; check which patient they are of.</source>
        <translation>%1 与 %2 是 UID 相同的不同图像，各自保存处理结果；请核对它们属于哪位患者。</translation>
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
        <source>Show or hide the file&apos;s own &amp;graphics</source>
        <translation>显示或隐藏文件自带的图形(&amp;G)</translation>
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
        <source>More tools</source>
        <translation>更多工具</translation>
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
    <message>
        <source>&amp;Ruler: give the picture a scale</source>
        <translation>标尺：给图像设定比例(&amp;R)</translation>
    </message>
    <message>
        <source>For&amp;get the ruler&apos;s scale</source>
        <translation>取消标尺的比例(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Preferences …</source>
        <translation>首选项(&amp;P) …</translation>
    </message>
    <message>
        <source>Reviewed studies for &amp;training …</source>
        <translation>已审阅的检查用于训练(&amp;T) …</translation>
    </message>
    <message>
        <source>Compare with anothe&amp;r reader …</source>
        <translation>与另一位阅片者比较(&amp;R) …</translation>
    </message>
    <message>
        <source>User &amp;guide</source>
        <translation>用户指南(&amp;G)</translation>
    </message>
    <message>
        <source>Hold this picture &amp;beside</source>
        <translation>并排保留此图像(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Move both pictures together</source>
        <translation>两幅图像联动(&amp;M)</translation>
    </message>
    <message>
        <source>Segment the next picture &amp;ahead</source>
        <translation>预先分割下一幅图像(&amp;A)</translation>
    </message>
    <message>
        <source>Another threshold</source>
        <translation>更改阈值</translation>
    </message>
    <message>
        <source>The network finds no mass in this box. Draw it with the brush (B) or as an outline (L).</source>
        <translation>网络在此框内未发现肿块。请用画笔 (B) 或轮廓 (L) 绘制。</translation>
    </message>
    <message>
        <source>There is a mass already. Select it (M) and change its outline (C) or its threshold.</source>
        <translation>此处已有肿块。请选中它 (M)，再修改其轮廓 (C) 或阈值。</translation>
    </message>
    <message>
        <source>D&amp;iscard what was restored</source>
        <translation>放弃已恢复的更改(&amp;I)</translation>
    </message>
    <message>
        <source>Drag the outline&apos;s &amp;points</source>
        <translation>拖动轮廓点(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Add a mass with a box</source>
        <translation>用方框添加肿块(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cut a mass or join two with a line</source>
        <translation>用直线切分或合并肿块(&amp;C)</translation>
    </message>
    <message>
        <source>Work that is not saved</source>
        <translation>未保存的工作</translation>
    </message>
    <message numerus="yes">
        <source>The work on %n picture(s) could not be written to the disk (the message above the picture says why). It is lost if Sonomask ends now.</source>
        <translation>
            <numerusform>%n 幅图像上的工作未能写入磁盘（原因见图像上方的消息）。若现在结束 Sonomask，这些工作将丢失。</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit without it</source>
        <translation>放弃并退出</translation>
    </message>
    <message numerus="yes">
        <source>%1: restored %n change(s) made before Sonomask ended unexpectedly. Undo takes back one at a time, Edit ▸ Discard what was restored all at once.</source>
        <translation>
            <numerusform>%1：已恢复 Sonomask 意外结束前所做的 %n 处更改。“撤销”可逐一撤回，“编辑 ▸ 放弃已恢复的更改”可一次全部撤回。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sonomask::ui::MassCard</name>
    <message>
        <source>Note on this mass</source>
        <translation>对该肿块的备注</translation>
    </message>
    <message>
        <source>How sure the network is: mean probability of the strongest pixels</source>
        <translation>网络的确信程度：概率最高像素的平均概率</translation>
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
    <message>
        <source>Scale</source>
        <translation>比例尺</translation>
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
    <name>sonomask::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Reader&apos;s name</source>
        <translation>阅片者姓名</translation>
    </message>
    <message>
        <source>Signs reports and corrections</source>
        <translation>用于报告和修改的署名</translation>
    </message>
    <message>
        <source>Report template</source>
        <translation>报告模板</translation>
    </message>
    <message>
        <source>Web page (*.html *.htm)</source>
        <translation>网页 (*.html *.htm)</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Logo in reports</source>
        <translation>报告中的徽标</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>图像 (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Show the second opinion: benign or malignant</source>
        <translation>显示第二意见：良性或恶性</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language changes at the next start. Colour and fill of the outlines are at the lower right of the window.</source>
        <translation>语言在下次启动时更改。轮廓的颜色和填充在窗口右下角。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Ruler</name>
    <message>
        <source>Ruler</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>The file gives a scale of its own. Should your line take its place for this file?</source>
        <translation>文件自带比例尺。是否用您画的线代替？</translation>
    </message>
    <message>
        <source>Use my line</source>
        <translation>使用我的线</translation>
    </message>
    <message>
        <source>Length of the line in millimetres:</source>
        <translation>线的长度（毫米）：</translation>
    </message>
    <message>
        <source>%1: %2 mm per pixel by the ruler. Undo takes it back.</source>
        <translation>%1：由标尺得每像素 %2 毫米。可撤销。</translation>
    </message>
    <message numerus="yes">
        <source>%n other picture(s) of this study have the same size and no scale. Use this scale for them too? It holds only where they were taken at the same depth.</source>
        <translation>
            <numerusform>此检查中另有 %n 幅图像大小相同且没有比例尺。是否也使用此比例？仅当它们以相同深度采集时才成立。</numerusform>
        </translation>
    </message>
    <message>
        <source>Use it for them too</source>
        <translation>也用于它们</translation>
    </message>
    <message>
        <source>Looking for a depth scale</source>
        <translation>正在查找深度刻度</translation>
    </message>
    <message>
        <source>Depth scale found: %1 ticks, %2 pixels apart. Click at it and say what one tick means, or draw a line of known length.</source>
        <translation>找到深度刻度：%1 格，相距 %2 像素。点击刻度并说明一格代表多少，或画一条已知长度的线。</translation>
    </message>
    <message>
        <source>The ticks are %1 pixels apart. What one means the picture does not say: read it off the numbers beside them.

Millimetres from one tick to the next:</source>
        <translation>相邻刻度相距 %1 像素。图像并未说明一格代表多少：请参照刻度旁的数字。

相邻刻度之间的毫米数：</translation>
    </message>
    <message>
        <source>%1: %2 mm per pixel by the depth ticks; so the picture is %3 mm high. Undo takes it back.</source>
        <translation>%1：由深度刻度得每像素 %2 毫米，即图像高 %3 毫米。可撤销。</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Scale</name>
    <message>
        <source>region %1</source>
        <translation>区域 %1</translation>
    </message>
    <message>
        <source>declared</source>
        <translation>文件声明</translation>
    </message>
    <message>
        <source>ruler</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>depth ticks</source>
        <translation>深度刻度</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Segmenter</name>
    <message>
        <source>%1 of %2 frames are segmented.</source>
        <translation>已分割 %1/%2 帧。</translation>
    </message>
    <message>
        <source>Segmenting</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Segmenting the study</source>
        <translation>分割检查</translation>
    </message>
    <message>
        <source>Segmenting the box</source>
        <translation>正在分割方框</translation>
    </message>
    <message>
        <source>Segmenting ahead</source>
        <translation>正在预先分割</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::SideBySide</name>
    <message>
        <source>Picture held beside</source>
        <translation>并排保留的图像</translation>
    </message>
    <message>
        <source>Held: %1</source>
        <translation>保留：%1</translation>
    </message>
    <message>
        <source>Frame %1 of %2</source>
        <translation>第 %1 帧，共 %2 帧</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::ProgramHead</name>
    <message>
        <source>Sonomask</source>
        <translation>Sonomask</translation>
    </message>
    <message>
        <source>Not for diagnostic use</source>
        <translation>不得用于诊断</translation>
    </message>
    <message>
        <source>Outlines and measures breast masses in ultrasound.</source>
        <translation>勾画并测量超声图像中的乳腺肿块。</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::StartPage</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Or drop pictures, clips or a folder on the window. F1 shows the keys, Shift+F1 the guide.</source>
        <translation>也可将图像、动态影像或文件夹拖到窗口中。F1 显示按键，Shift+F1 显示指南。</translation>
    </message>
    <message>
        <source>Open folder or DICOM study …</source>
        <translation>打开文件夹或 DICOM 检查 …</translation>
    </message>
    <message>
        <source>Open files …</source>
        <translation>打开文件 …</translation>
    </message>
    <message>
        <source>Open the sample study</source>
        <translation>打开示例检查</translation>
    </message>
    <message>
        <source>Simulated pictures, made for trying things out</source>
        <translation>模拟图像，供试用</translation>
    </message>
    <message>
        <source>RECENT</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Steps</name>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
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
    <message>
        <source>ruler</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>overrule</source>
        <translation>更改描述</translation>
    </message>
    <message>
        <source>contour</source>
        <translation>拖动轮廓</translation>
    </message>
    <message>
        <source>split</source>
        <translation>切分</translation>
    </message>
    <message>
        <source>join</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>box</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>text</source>
        <translation>报告正文</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>discard</source>
        <translation>放弃</translation>
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
    <message>
        <source>Order of the studies</source>
        <translation>检查排序</translation>
    </message>
    <message>
        <source>As found</source>
        <translation>按发现顺序</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按姓名</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Most left to do first</source>
        <translation>待办最多在前</translation>
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
    <name>sonomask::ui::TermList</name>
    <message>
        <source>A classifier&apos;s probability from the picture and the outline, trained on images with known pathology. Not a diagnosis. Preferences switch it off.</source>
        <translation>分类器根据图像和轮廓给出的概率，用已知病理的图像训练。并非诊断。可在首选项中关闭。</translation>
    </message>
    <message>
        <source>Second opinion: %1, %2 % · not a diagnosis</source>
        <translation>第二意见：%1，%2 % · 并非诊断</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::TermRow</name>
    <message>
        <source>Choose another word; the computed one is kept beside it</source>
        <translation>选择另一个词；计算值仍会保留</translation>
    </message>
    <message>
        <source>computed: %1</source>
        <translation>计算值：%1</translation>
    </message>
    <message>
        <source>As computed</source>
        <translation>采用计算值</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Text</name>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 帧</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::ThresholdBar</name>
    <message>
        <source>Threshold of the selected mass</source>
        <translation>所选肿块的阈值</translation>
    </message>
    <message>
        <source>Select a mass to change its threshold.</source>
        <translation>请选中一个肿块以更改其阈值。</translation>
    </message>
    <message>
        <source>THRESHOLD OF MASS %1</source>
        <translation>肿块 %1 的阈值</translation>
    </message>
    <message>
        <source>Left: the outline grows. Right: it shrinks.</source>
        <translation>向左：轮廓变大。向右：轮廓变小。</translation>
    </message>
    <message>
        <source>THRESHOLD</source>
        <translation>阈值</translation>
    </message>
</context>
<context>
    <name>sonomask::ui::ThresholdEditor</name>
    <message>
        <source>Select a mass to change its threshold.</source>
        <translation>请选中一个肿块以更改其阈值。</translation>
    </message>
    <message>
        <source>This mass was drawn by hand or found in a box: it has no threshold.</source>
        <translation>此肿块为手工绘制或在框内找到，没有阈值。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
</context>
</TS>
