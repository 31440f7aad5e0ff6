<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>sonomask::ui::MainWindow</name>
    <message numerus="yes">
        <source>%1: restored %n change(s) made before Sonomask ended unexpectedly. Undo takes back one at a time, Edit ▸ Discard what was restored all at once.</source>
        <translation>
            <numerusform>%1: restored %n change made before Sonomask ended unexpectedly. Undo or Edit ▸ Discard what was restored takes it back.</numerusform>
            <numerusform>%1: restored %n changes made before Sonomask ended unexpectedly. Undo takes back one at a time, Edit ▸ Discard what was restored all at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The work on %n picture(s) could not be written to the disk (the message above the picture says why). It is lost if Sonomask ends now.</source>
        <translation>
            <numerusform>The work on %n picture could not be written to the disk (the message above the picture says why). It is lost if Sonomask ends now.</numerusform>
            <numerusform>The work on %n pictures could not be written to the disk (the message above the picture says why). It is lost if Sonomask ends now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sonomask::ui::Ruler</name>
    <message numerus="yes">
        <source>%n other picture(s) of this study have the same size and no scale. Use this scale for them too? It holds only where they were taken at the same depth.</source>
        <translation>
            <numerusform>%n other picture of this study has the same size and no scale. Use this scale for it too? It holds only where it was taken at the same depth.</numerusform>
            <numerusform>%n other pictures of this study have the same size and no scale. Use this scale for them too? It holds only where they were taken at the same depth.</numerusform>
        </translation>
    </message>
</context>
</TS>
