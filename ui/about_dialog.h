#pragma once

#include <QDialog>

#include "ui/model_host.h"

class QGridLayout;
class QLabel;

namespace sonomask::ui {

/// Versions, the model and the device in use, what protects the reading of files, and licences.
class AboutDialog final : public QDialog {
    Q_OBJECT

  public:
    AboutDialog(const ModelHost& host, QWidget* parent = nullptr);

  private:
    QWidget* makeFacts(const ModelHost& host);
    QWidget* makeLicences();
    QLabel* addFact(QGridLayout* grid, const QString& name, const QString& value);
    void askForProtection();

    QLabel* protection_ = nullptr;
};

/// What the about dialog lists, as pairs of name and value.
std::vector<std::pair<QString, QString>> aboutFacts(const ModelHost& host);

}  // namespace sonomask::ui
