// Files are read by another process: what they do to it is one file's error.
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "base/error.h"
#include "damaged_files.h"
#include "deadly_folder.h"
#include "decoder/decoder.h"
#include "decoder/worker.h"
#include "dicom/write.h"
#include "support/own_processes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

decoder::Options separate(std::chrono::milliseconds limit = std::chrono::seconds(5)) {
    decoder::Options options;
    options.time_limit = limit;
    return options;
}

double gap(const cv::Mat& a, const cv::Mat& b) {
    if (a.size() != b.size() || a.type() != b.type()) return 1e9;
    return cv::norm(a, b, cv::NORM_INF);
}

/// A cine loop of three frames with a region, and the frames.
std::vector<cv::Mat> writeCine(const fs::path& file, int seed = 0) {
    dicom::WriteRequest request;
    for (int i = 0; i < 3; ++i)
        request.frames.push_back(noisePicture(30, 40, CV_8UC3, 3 * seed + i));
    UltrasoundRegion region;
    region.area_in_frame = {1, 2, 30, 20};
    region.spatial_format = region.data_type = 1;
    region.units_x = region.units_y = 3;
    region.delta_x = region.delta_y = 0.01;
    request.regions = {region};
    request.info.patient_name = "Müller^Käthe";
    request.info.frame_time_ms = 40;
    request.encoding = dicom::Encoding::Rle;
    dicom::writeUltrasound(request, file);
    return request.frames;
}

std::string reasonOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const ReadError& error) {
        return error.reason();
    }
    return "no error";
}

TEST(Decoder, GivesTheFramesAndWhatTravelsWithThem) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    const Clip clip = decoder::openClip(folder / "cine.dcm", separate());
    EXPECT_EQ(clip.info().file, folder / "cine.dcm");
    EXPECT_EQ(clip.info().patient_name, "Müller^Käthe");
    EXPECT_EQ(clip.info().frame_time_ms, 40);
    ASSERT_EQ(clip.frameCount(), 3);
    for (const int i : {2, 0, 1}) {
        const Frame frame = clip.frame(i);
        EXPECT_EQ(gap(frame.pixels, frames[static_cast<std::size_t>(i)]), 0);
        EXPECT_EQ(frame.origin.file, folder / "cine.dcm");
        EXPECT_EQ(frame.origin.index, i);
        ASSERT_EQ(frame.calibration.regions.size(), 1u);
        EXPECT_EQ(frame.calibration.regions[0].delta_x, 0.01);
    }
}

TEST(Decoder, ReadsStillsAndVideosAsTheProgramItselfDoes) {
    const TemporaryFolder folder;
    cv::imwrite((folder / "still.png").string(), noisePicture(20, 30, CV_8UC3));
    cv::imwrite((folder / "still.tif").string(), noisePicture(20, 30, CV_16UC1));
    cv::VideoWriter writer((folder / "video.avi").string(), cv::CAP_FFMPEG,
                           cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 25, {64, 48});
    for (int i = 0; i < 4; ++i) writer.write(smoothPicture(48, 64, 3, i));
    writer.release();
    for (const char* name : {"still.png", "still.tif", "video.avi"}) {
        const Clip apart = decoder::openClip(folder / name, separate());
        const Clip here = decoder::openHere(folder / name);
        ASSERT_EQ(apart.frameCount(), here.frameCount());
        const int last = here.frameCount() - 1;
        EXPECT_EQ(gap(apart.frame(last).pixels, here.frame(last).pixels), 0) << name;
        EXPECT_EQ(apart.info().format, here.info().format);
    }
}

TEST(Decoder, HandsGraphicsOverBesideThePixels) {
    const TemporaryFolder folder;
    const cv::Mat grey = noisePicture(8, 16, CV_8UC1);
    DicomBytes file;
    file.image(8, 16, "MONOCHROME2").shortNumber(0x60000010, 2).shortNumber(0x60000011, 8);
    file.shortNumbers(0x60000050, {3, 5}, "SS").bytes(0x60003000, "OB", {0xFF, 0x00});
    writeBytes(folder / "graphics.dcm", file.bytes(0x7FE00010, "OB", bytesOf(grey)).file());
    cv::Mat line(8, 16, CV_8UC1, cv::Scalar(0));
    line(cv::Rect(4, 2, 8, 1)) = 255;

    const Clip clip = decoder::openClip(folder / "graphics.dcm", separate());
    EXPECT_EQ(clip.info().overlay_planes, 1);
    const Frame frame = clip.frame(0);
    EXPECT_EQ(gap(frame.pixels, grey), 0);
    EXPECT_EQ(gap(frame.graphics, line), 0);
}

TEST(Decoder, AnswersEveryDamagedFileInTimeAndGoesOn) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "sound.dcm");
    for (const DamagedFile& damaged : damagedFiles()) {
        writeBytes(folder / "damaged.dcm", damaged.bytes);
        const auto begin = steady_clock::now();
        const std::string reason =
            reasonOf([&] { (void)decoder::openClip(folder / "damaged.dcm", separate()).frame(0); });
        EXPECT_NE(reason, "no error") << damaged.damage;
        EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(6)) << damaged.damage;
        const Clip clip = decoder::openClip(folder / "sound.dcm", separate());
        EXPECT_EQ(gap(clip.frame(1).pixels, frames[1]), 0) << "after " << damaged.damage;
    }
}

TEST(Decoder, IsReplacedWhenItDiesWhileIdle) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    const Clip clip = decoder::openClip(folder / "cine.dcm", separate());
    EXPECT_EQ(gap(clip.frame(0).pixels, frames[0]), 0);
    killDecoders();
    EXPECT_EQ(gap(clip.frame(1).pixels, frames[1]), 0);
}

TEST(Decoder, GoesOnWhenTheTerminalInterruptsAllItsProcesses) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    const Clip clip = decoder::openClip(folder / "cine.dcm", separate());
    const std::vector<pid_t> before = decoders();
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) signalDecoders(signal);
    EXPECT_EQ(gap(clip.frame(2).pixels, frames[2]), 0);
    EXPECT_EQ(decoders(), before) << "none of them has been replaced";
}

TEST(Decoder, IsNotBlamedForTheTimeInWhichAllProcessesWereStopped) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    const Clip clip =
        decoder::openClip(folder / "cine.dcm", separate(std::chrono::milliseconds(1500)));
    std::string all = std::to_string(::getpid());
    for (const pid_t id : decoders()) all += " " + std::to_string(id);
    signalDecoders(SIGSTOP);  // the request is under way when this process is stopped, too
    const std::string nap =
        "(sleep 0.1; kill -STOP " + all + "; sleep 2; kill -CONT " + all + ") &";
    ASSERT_EQ(std::system(nap.c_str()), 0);
    EXPECT_EQ(gap(clip.frame(0).pixels, frames[0]), 0);
}

TEST(Decoder, ThatHangsIsReplacedAndTheFileNamed) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    const Clip clip =
        decoder::openClip(folder / "cine.dcm", separate(std::chrono::milliseconds(300)));
    const std::uint64_t restarts = decoder::statistics().restarts;
    signalDecoders(SIGSTOP);
    EXPECT_EQ(reasonOf([&] { (void)clip.frame(0); }), "cannot be read within 0.3 seconds");
    EXPECT_EQ(decoder::statistics().restarts, restarts + 1);
    signalDecoders(SIGCONT);
    const Clip again = decoder::openClip(folder / "cine.dcm", separate());
    EXPECT_EQ(gap(again.frame(2).pixels, frames[2]), 0);
}

TEST(Decoder, ThatHangsHoldsUpNoOtherFile) {
    const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
    ::setenv("SONOMASK_DECODER_PATH", (here / "mortal_decoder").c_str(), 1);
    killDecoders();
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    writeBytes(folder / "hangs.dcm", studyBytes(kHangsItsReader));
    std::stop_source stop;
    decoder::Options patient = separate(std::chrono::minutes(10));
    patient.stop = stop.get_token();
    auto hanging = std::async(std::launch::async, [&] {
        (void)decoder::openClip(folder / "hangs.dcm", patient).frame(0);
    });
    for (int i = 0; i < 3; ++i) {
        const Clip clip = decoder::openClip(folder / "cine.dcm", separate());
        EXPECT_EQ(gap(clip.frame(i).pixels, frames[static_cast<std::size_t>(i)]), 0);
    }
    EXPECT_EQ(hanging.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
    stop.request_stop();
    EXPECT_THROW(hanging.get(), Cancelled);
    ::unsetenv("SONOMASK_DECODER_PATH");
}

TEST(Decoder, IsACopyOfOneThatHasNoThreads) {
#if defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "the sanitizer has a thread of its own";
#endif
    const TemporaryFolder folder;
    writeCine(folder / "cine.dcm");
    killDecoders();
    (void)decoder::openClip(folder / "cine.dcm", separate());
    std::vector<pid_t> running = decoders();
    std::erase_if(running, hasEnded);
    ASSERT_EQ(running.size(), 2U);  // the one that is copied, and its copy
    for (const pid_t id : running) {
        const fs::directory_iterator threads("/proc/" + std::to_string(id) + "/task");
        EXPECT_EQ(std::distance(begin(threads), end(threads)), 1);
    }
}

TEST(Decoder, IsNotWaitedForAfterAStop) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    std::stop_source stop;
    decoder::Options options = separate(std::chrono::minutes(10));
    options.stop = stop.get_token();
    const Clip clip = decoder::openClip(folder / "cine.dcm", options);
    signalDecoders(SIGSTOP);
    auto frame = std::async(std::launch::async, [&] { return clip.frame(0); });
    stop.request_stop();
    EXPECT_THROW(frame.get(), Cancelled);
    signalDecoders(SIGCONT);
    EXPECT_EQ(gap(decoder::openClip(folder / "cine.dcm", separate()).frame(1).pixels, frames[1]),
              0);
}

/// Ends every decoder while it works on what `request` asks of it.
template <typename Request>
auto whileDecodersDie(const Request& request) {
    signalDecoders(SIGSTOP);
    auto result = std::async(std::launch::async, request);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    signalDecoders(SIGABRT);  // which no sanitizer turns into an exit
    signalDecoders(SIGCONT);
    return result.get();
}

TEST(Decoder, ThatDiesOnceIsReplacedAndTheFileIsNotBlamed) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    const Clip clip = decoder::openClip(folder / "cine.dcm", separate());
    const std::uint64_t restarts = decoder::statistics().restarts;
    const cv::Mat pixels = whileDecodersDie([&] { return clip.frame(0).pixels; });
    EXPECT_EQ(gap(pixels, frames[0]), 0);
    EXPECT_GT(decoder::statistics().restarts, restarts);
}

TEST(Worker, ThatDiesOfARequestSaysHow) {
    const TemporaryFolder folder;
    writeCine(folder / "cine.dcm");
    std::atomic<std::uint64_t> restarts = 0;
    decoder::ForkServer fork_server;
    decoder::Worker worker(fork_server, restarts);
    worker.missingProtection(separate());  // starts it
    const std::string reason = whileDecodersDie([&] {
        return reasonOf([&] {
            worker.ask({{"do", "dicomdir"}}, {}, folder / "cine.dcm", separate());
        });
    });
    EXPECT_EQ(reason, "cannot be read: the decoder ended with signal 6 (Aborted)");
    EXPECT_EQ(restarts, 1U);
}

TEST(Decoder, OpensAClipAnewThatItHasForgotten) {
    const TemporaryFolder folder;
    std::vector<Clip> clips;
    std::vector<std::vector<cv::Mat>> frames;
    for (int i = 0; i < 20; ++i) {
        const fs::path file = folder / (std::to_string(i) + ".dcm");
        frames.push_back(writeCine(file, i));
        clips.push_back(decoder::openClip(file, separate()));
    }
    for (std::size_t i = 0; i < clips.size(); ++i)
        EXPECT_EQ(gap(clips[i].frame(2).pixels, frames[i][2]), 0);
}

TEST(Decoder, ServesManyThreads) {
    const TemporaryFolder folder;
    std::vector<std::vector<cv::Mat>> frames;
    for (int i = 0; i < 6; ++i)
        frames.push_back(writeCine(folder / (std::to_string(i) + ".dcm"), i));
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (std::size_t i = 0; i < frames.size(); ++i)
        threads.emplace_back([&, i] {
            const Clip clip = decoder::openClip(folder / (std::to_string(i) + ".dcm"), separate());
            for (int round = 0; round < 30; ++round)
                if (gap(clip.frame(round % 3).pixels,
                        frames[i][static_cast<std::size_t>(round % 3)]) != 0)
                    ++wrong;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(Decoder, LeavesNoDescriptorsBehind) {
    const TemporaryFolder folder;
    writeCine(folder / "cine.dcm");
    writeBytes(folder / "damaged.dcm", damagedFiles().back().bytes);
    const auto round = [&] {
        const Clip clip = decoder::openClip(folder / "cine.dcm", separate());
        (void)clip.frame(0);
        (void)reasonOf([&] { (void)decoder::openClip(folder / "damaged.dcm", separate()); });
    };
    round();
    const std::size_t before = openDescriptors();
    for (int i = 0; i < 30; ++i) round();
    EXPECT_EQ(openDescriptors(), before);
}

TEST(Decoder, FrameOutlivesItsClipAndItsDecoder) {
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    const cv::Mat pixels = decoder::openClip(folder / "cine.dcm", separate()).frame(0).pixels;
    killDecoders();
    EXPECT_EQ(gap(pixels, frames[0]), 0);
}

TEST(Decoder, NamesTheProgramThatIsMissing) {
    ::setenv("SONOMASK_DECODER_PATH", "/nowhere/sonomask-decoder", 1);
    killDecoders();
    const TemporaryFolder folder;
    writeCine(folder / "cine.dcm");
    const std::string reason =
        reasonOf([&] { (void)decoder::openClip(folder / "cine.dcm", separate()); });
    ::unsetenv("SONOMASK_DECODER_PATH");
    EXPECT_TRUE(reason.starts_with("the program that reads files does not start")) << reason;
}

TEST(Decoder, RefusesFoldersAndPipes) {
    const TemporaryFolder folder;
    EXPECT_EQ(reasonOf([&] { (void)decoder::openClip(folder.path(), separate()); }),
              "is a folder or a device, not a file");
}

TEST(Decoder, RunsInTheProgramItselfWhenAskedTo) {
    ::setenv("SONOMASK_DECODER", "in-process", 1);
    EXPECT_TRUE(decoder::defaultOptions().in_process);
    EXPECT_EQ(decoder::missingProtection().size(), 1u);
    const TemporaryFolder folder;
    const std::vector<cv::Mat> frames = writeCine(folder / "cine.dcm");
    const std::uint64_t requests = decoder::statistics().requests;
    EXPECT_EQ(gap(decoder::openClip(folder / "cine.dcm").frame(0).pixels, frames[0]), 0);
    EXPECT_EQ(decoder::statistics().requests, requests);
    ::unsetenv("SONOMASK_DECODER");
    EXPECT_FALSE(decoder::defaultOptions().in_process);
}

}  // namespace
}  // namespace sonomask::test
