#pragma once

#include <QDialog>

#include "ui/model_host.h"

namespace sonomask::ui {

/// Versions, the model and the device in use, and the licence.
class AboutDialog final : public QDialog {
    Q_OBJECT

  public:
    AboutDialog(const ModelHost& host, QWidget* parent = nullptr);
};

/// What the about dialog lists, as pairs of name and value.
std::vector<std::pair<QString, QString>> aboutFacts(const ModelHost& host);

}  // namespace sonomask::ui
