# Where things go when Sonomask is installed, and the Debian package: `cpack -G DEB` in the build folder.
# The programs look for models and samples beside themselves (../share/sonomask), so that an
# unpacked tree works wherever it lies.
include(GNUInstallDirs)

set(share ${CMAKE_INSTALL_DATADIR})
install(TARGETS sonomask-cli sonomask-decoder)
install(DIRECTORY models/ DESTINATION ${share}/sonomask/models)
install(DIRECTORY resources/sample/ DESTINATION ${share}/sonomask/sample)
install(FILES README.md CHANGELOG.md SECURITY.md NOTICE DESTINATION ${share}/doc/sonomask)
install(FILES LICENSE DESTINATION ${share}/doc/sonomask RENAME copyright)
install(FILES docs/user-guide.md docs/findings.md docs/session-file.md docs/report.md docs/training.md
        DESTINATION ${share}/doc/sonomask/docs)
if(SONOMASK_BUILD_UI)
  install(TARGETS sonomask)
  install(FILES resources/desktop/sonomask.desktop DESTINATION ${share}/applications)
  install(FILES resources/desktop/sonomask-mime.xml DESTINATION ${share}/mime/packages
          RENAME sonomask.xml)
  install(FILES resources/icons/sonomask.svg DESTINATION ${share}/icons/hicolor/scalable/apps)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "Sonomask authors <sonomask@localhost>")
set(CPACK_PACKAGE_DESCRIPTION
  "Sonomask opens DICOM studies, pictures and clips of breast ultrasound, outlines the masses with a
neural network, measures and describes them, and exports masks and reports. One study in the
window, or a folder of them on the command line. Not for diagnostic use.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, where shlibdeps does not look: the screen, SVG icons, a fast BLAS.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0, libqt6svg6, qt6-qpa-plugins, shared-mime-info")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, qt6-translations-l10n, qt6-wayland")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)
