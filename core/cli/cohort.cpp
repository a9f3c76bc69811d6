// SPDX-License-Identifier: Apache-2.0
// The command around the rows: files, threads, progress, going on after a stop. What a row says is decided in
// core/src/records.
#include "cohort.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "arguments.h"
#include "files.h"
#include "json/document.h"
#include "knowledge/tables.h"
#include "nextline/cohort.h"
#include "nextline/json_writer.h"
#include "nextline/nextline.h"
#include "records/engine.h"
#include "words/words.h"

namespace nextline {
namespace {

using records::Intake;
using records::Judge;
using records::Rows;
using records::Setup;
using records::Summary;
using Clock = std::chrono::steady_clock;

constexpr int kDone = 0;
constexpr int kWithErrors = 1;
constexpr int kRefused = 2;

struct Request {
  CohortOptions options;
  std::vector<std::string> files;
  std::string output;
  std::string summary;
  std::string errors;
  std::string map;  // the files whose texts the options hold
  std::string preferences;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  bool resume = false;
  bool progress = isatty(STDERR_FILENO) != 0;
  bool merge = false;
  bool help = false;
  bool plan = false;
};

int complain(const std::string& sentence) {
  std::cerr << say<"command.says">(sentence) << "\n";
  return kRefused;
}

std::string digits(std::uint64_t value) { return std::to_string(value); }

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end > begin) words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

constexpr unsigned kMostJobs = 256;

// Takes the arguments apart; what is wrong stands in the result.
Arguments read_arguments(const std::vector<std::string>& args, Request& request) {
  const std::string file("command.expect.file"_text);
  const std::string format("command.expect.format"_text);
  const std::string names("command.expect.names"_text);
  Arguments arguments("cohort", args,
                      {{"--in", format},
                       {"--out", format},
                       {"--output", file},
                       {"--columns", names},
                       {"--keep", names},
                       {"--full"},
                       {"--map", file},
                       {"--decimal", std::string("command.expect.decimal"_text)},
                       {"--missing", std::string("command.expect.words"_text)},
                       {"--preferences", file},
                       {"--summary", file},
                       {"--errors", file},
                       {"--jobs", say<"command.expect.jobs">(digits(kMostJobs))},
                       {"--resume"},
                       {"--progress"},
                       {"--plan"},
                       {"--row", std::string("command.expect.from_1"_text)},
                       {"--merge-summaries"}});
  CohortOptions& options = request.options;
  const auto set_format = [&](std::string_view option, CohortFormat& into) {
    const std::string word = arguments.value(option);
    if (word == "csv") into = CohortFormat::kCsv;
    if (word == "jsonl") into = CohortFormat::kJsonLines;
    if (word != "csv" && word != "jsonl") arguments.value_is_wrong(option);
  };
  set_format("--in", options.in);
  set_format("--out", options.out);
  if (arguments.has("--decimal")) {
    const std::string mark = arguments.value("--decimal");
    if (mark == "." || mark == ",") {
      options.decimal = mark[0];
    } else {
      arguments.value_is_wrong("--decimal");
    }
  }
  options.missing = listed(arguments.value("--missing"));
  const std::string keep = arguments.value("--keep");
  options.keep = keep == "all" ? std::vector<std::string>{"*"} : listed(keep);
  const std::string columns = arguments.value("--columns");
  options.all = columns == "all";
  request.help = columns == "help";
  if (columns != "all" && columns != "short" && columns != "help") options.columns = listed(columns);
  options.full = arguments.has("--full");
  options.patient_of = arguments.number("--row", 1, UINT64_MAX).value_or(0);
  request.jobs = static_cast<unsigned>(arguments.number("--jobs", 1, kMostJobs).value_or(request.jobs));
  for (const auto& [option, path] : {std::pair{"--output", &request.output},
                                     {"--errors", &request.errors},
                                     {"--summary", &request.summary},
                                     {"--map", &request.map},
                                     {"--preferences", &request.preferences}}) {
    *path = arguments.value(option);
    // An empty name, as of a variable that is not set, is none.
    if (arguments.has(option) && path->empty()) arguments.value_is_wrong(option);
  }
  request.resume = arguments.has("--resume");
  request.progress = request.progress || arguments.has("--progress");
  request.plan = arguments.has("--plan");
  request.merge = arguments.has("--merge-summaries");
  request.files = arguments.words();
  if (request.merge && request.files.empty()) arguments.refuse(say<"command.takes_files">("--merge-summaries"));
  if (request.plan && request.files.size() > 1) arguments.refuse(say<"command.takes_one_file">("--plan"));
  constexpr std::string_view kHelp = "--columns help";
  if (request.help && !request.files.empty())
    arguments.refuse(say<"command.takes_no_word">(kHelp, cut(request.files.front())));
  if (request.files.empty()) request.files.emplace_back("-");

  arguments.needs("--resume", "--output");
  for (const std::string_view one : {"--merge-summaries", "--plan", "--row"})
    arguments.excludes(one, {"--output", "--errors", "--summary", "--resume", "--full", "--out", "--jobs"});
  arguments.excludes("--merge-summaries", {"--plan", "--row", "--in", "--columns", "--keep", "--map",
                                           "--decimal", "--missing", "--preferences"});
  arguments.excludes("--plan", {"--row"});
  for (const std::string_view one : {"--output", "--errors", "--summary", "--plan", "--row"}) {
    if (request.help && arguments.has(one)) arguments.refuse(say<"command.nothing_beside">(one, kHelp));
  }
  arguments.excludes("--full", {"--columns", "--keep", "--out"});
  return arguments;
}

// False, and said, where a file that an option names cannot be read.
bool read_texts(Request& request) {
  const auto read = [](const std::string& path, std::string& text) {
    if (path.empty()) return true;
    std::optional<std::string> whole = read_whole(path, kMaxInputBytes);
    if (whole) text = std::move(*whole);
    return whole.has_value();
  };
  return read(request.map, request.options.map) && read(request.preferences, request.options.preferences);
}

// ---- going on after a stop
// What was written so far, beside the output: with it a run goes on behind the last row that is whole.
struct Checkpoint {
  std::string of;  // what the run was asked for, and of which knowledge
  std::uint64_t rows = 0;
  std::uint64_t hash = 0;  // of the rows that are done
  std::uint64_t output_bytes = 0;
  std::uint64_t error_bytes = 0;
  std::string summary;
};

constexpr std::uint64_t kHashBegin = 14695981039346656037ULL;  // FNV-1a

void add_to_hash(std::string_view text, std::uint64_t& hash) {
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
}

// All that would make the rows other ones.
std::string fingerprint(const Request& request) {
  const CohortOptions& options = request.options;
  std::string all(version());
  const auto add = [&](std::string_view text) { (all += '\n') += text; };
  add(std::to_string(static_cast<int>(options.in)) + std::to_string(static_cast<int>(options.out)) +
      options.decimal + (options.all ? "a" : "") + (options.full ? "f" : ""));
  for (const auto* list : {&options.missing, &options.keep, &options.columns, &request.files}) {
    for (const std::string& word : *list) add(word);
    add("");
  }
  add(options.map);
  add(options.preferences);
  std::uint64_t hash = kHashBegin;
  add_to_hash(all, hash);
  return digits(hash);
}

std::string checkpoint_path(const Request& request) { return request.output + ".resume"; }
// It is written there and then takes the place of the last one: whole or not at all.
std::string beside_checkpoint(const Request& request) { return checkpoint_path(request) + ".new"; }

bool write_checkpoint(const Request& request, const Checkpoint& point) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.field("schema", "cohort-resume/1");
  json.field("of", point.of);
  json.field("rows", digits(point.rows));
  json.field("hash", digits(point.hash));
  json.field("output_bytes", digits(point.output_bytes));
  json.field("error_bytes", digits(point.error_bytes));
  json.field("summary", point.summary);
  json.end_object();
  const std::string beside = beside_checkpoint(request);
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file << text << "\n" << std::flush;
    if (!file) return false;
  }
  std::error_code failed;
  std::filesystem::rename(beside, checkpoint_path(request), failed);
  return !failed;
}

bool read_checkpoint(const Request& request, Checkpoint& point) {
  constexpr std::size_t kMost = 64 * kMaxInputBytes;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(checkpoint_path(request), ignored)) return false;
  const std::optional<std::string> text = read_whole(checkpoint_path(request), kMost);
  Document document;
  std::string error;
  if (!text || !read_document(*text, document, error, "document.cohort_resume"_text, kMost)) return false;
  const auto number = [](std::string_view from, std::uint64_t& into) {
    std::from_chars(from.data(), from.data() + from.size(), into);
  };
  for (std::uint32_t at = 1; at < document.nodes[0].next; at = document.nodes[at + 1].next) {
    if (document.nodes[at + 1].kind != JsonKind::kString) return false;
    const std::string_view key = document.text_of(at);
    const std::string_view value = document.text_of(at + 1);
    if (key == "of") point.of = value;
    if (key == "rows") number(value, point.rows);
    if (key == "hash") number(value, point.hash);
    if (key == "output_bytes") number(value, point.output_bytes);
    if (key == "error_bytes") number(value, point.error_bytes);
    if (key == "summary") point.summary = value;
  }
  return !point.of.empty();
}

// ---- threads
// Blocks in, texts out in the same order. With one job all happens where it is called.
class Crew {
 public:
  Crew(unsigned jobs, const Setup& setup) {
    for (unsigned i = 0; i < jobs; ++i) judges_.push_back(std::make_unique<Judge>(setup));
    if (jobs == 1) return;
    most_ = 4 * jobs;
    // As many as the machine gives: without any the work is done here.
    try {
      for (unsigned i = 0; i < jobs; ++i) threads_.emplace_back([this, i] { work(*judges_[i]); });
    } catch (const std::system_error&) {
      most_ = 4 * std::max<std::size_t>(threads_.size(), 1);
    }
  }
  ~Crew() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    wanted_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  struct Job {
    Rows rows;
    std::string out;
    std::string errors;
    bool done = false;
  };

  // `write` gets each job that is done, in order.
  template <class Write>
  void add(Rows rows, Write write) {
    auto job = std::make_unique<Job>();
    job->rows = std::move(rows);
    if (threads_.empty()) {
      judges_[0]->judge(job->rows, job->out, job->errors);
      write(*job);
      return;
    }
    while (jobs_.size() >= most_) write_first(write);
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(job.get());
    }
    jobs_.push_back(std::move(job));
    wanted_.notify_one();
  }
  template <class Write>
  void finish(Write write) {
    while (!jobs_.empty()) write_first(write);
  }
  // Of all rows that were written, after finish().
  [[nodiscard]] Summary summary() const {
    Summary all;
    for (const auto& judge : judges_) all.add(judge->summary());
    return all;
  }

 private:
  template <class Write>
  void write_first(Write write) {
    {
      std::unique_lock lock(mutex_);
      done_.wait(lock, [&] { return jobs_.front()->done; });
    }
    write(*jobs_.front());
    jobs_.pop_front();
  }

  void work(Judge& judge) {
    for (;;) {
      Job* job = nullptr;
      {
        std::unique_lock lock(mutex_);
        wanted_.wait(lock, [&] { return over_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        job = waiting_.front();
        waiting_.pop_front();
      }
      judge.judge(job->rows, job->out, job->errors);
      {
        const std::lock_guard lock(mutex_);
        job->done = true;
      }
      done_.notify_one();
    }
  }

  std::vector<std::unique_ptr<Judge>> judges_;
  std::vector<std::thread> threads_;
  std::deque<std::unique_ptr<Job>> jobs_;  // in order; the main thread's own
  std::deque<Job*> waiting_;
  std::size_t most_ = 1;
  bool over_ = false;
  std::mutex mutex_;
  std::condition_variable wanted_;
  std::condition_variable done_;
};

// ---- a run
class Run {
 public:
  explicit Run(const Request& request) : request_(request) {}

  int run() {
    point_.of = fingerprint(request_);
    point_.hash = kHashBegin;
    const std::string clash = files_that_clash(all_read(), all_written());
    if (!clash.empty()) return complain(clash);
    if (!all_can_be_read(request_.files)) return kRefused;
    if (request_.resume && !read_before()) return kRefused;
    for (const std::string& file : request_.files) {
      if (!run_file(file)) failed_ = true;
      if (cannot_write_) return kRefused;
      if (!writes()) break;
    }
    if (request_.progress && shown_) std::cerr << "\n";
    const Summary all = summary();
    if (opened_ && !request_.summary.empty()) {
      std::string text;
      all.write(notices_, request_.options.map, text);
      summary_ << text << "\n";
    }
    if (!flush()) return kRefused;
    if (keeps_ && !failed_ && std::filesystem::is_regular_file(checkpoint_path(request_), ignored_))
      std::filesystem::remove(checkpoint_path(request_), ignored_);
    if (failed_) return kRefused;
    return all.with_errors() + all.unreadable() != 0 ? kWithErrors : kDone;
  }

 private:
  [[nodiscard]] std::vector<std::string> all_read() const {
    std::vector<std::string> paths = request_.files;
    for (const std::string& path : {request_.map, request_.preferences}) {
      if (!path.empty()) paths.push_back(path);
    }
    return paths;
  }
  [[nodiscard]] std::vector<Written> all_written() const {
    std::vector<Written> files;
    const auto add = [&](std::string_view option, const std::string& path) {
      if (!path.empty()) files.push_back({path, std::string(option) + " " + path});
    };
    if (request_.output.empty()) {
      files.push_back({"/dev/stdout", std::string("command.standard_output"_text)});
    } else {
      add("--output", request_.output);
      for (const std::string& path : {checkpoint_path(request_), beside_checkpoint(request_)})
        files.push_back({path, path});
    }
    add("--errors", request_.errors);
    add("--summary", request_.summary);
    return files;
  }

  std::array<std::pair<const std::string*, std::ofstream*>, 3> files() {
    return {{{&request_.output, &output_}, {&request_.errors, &errors_}, {&request_.summary, &summary_}}};
  }

  // The record of the stopped run, before anything is written. False, and said, where there is none that fits.
  bool read_before() {
    Checkpoint before;
    if (!read_checkpoint(request_, before)) return complain(std::string("cohort.resume_none"_text)), false;
    if (before.of != point_.of) return complain(std::string("cohort.resume_other"_text)), false;
    std::vector<std::string> notices;
    std::string error;
    if (!before_.read(before.summary, notices, error)) return complain(error), false;
    if (!has_bytes(request_.output, before.output_bytes) ||
        (!request_.errors.empty() && !has_bytes(request_.errors, before.error_bytes)))
      return complain(std::string("cohort.resume_none"_text)), false;
    skip_ = before.rows;
    skip_hash_ = before.hash;
    point_.output_bytes = before.output_bytes;
    point_.error_bytes = before.error_bytes;
    return true;
  }

  static bool has_bytes(const std::string& path, std::uint64_t bytes) {
    std::error_code failed;
    const std::uint64_t size = std::filesystem::file_size(path, failed);
    return !failed && size >= bytes;
  }

  // Once it is known that there is something to read. All are opened before any is emptied: where one cannot be written the
  // others stay as they were.
  bool open_outputs() {
    if (opened_) return true;
    for (const auto& [path, stream] : files()) {
      if (!path->empty()) stream->open(*path, std::ios::binary | std::ios::app);
      if (!*stream) return cannot_write(*path);
    }
    // Of a run that goes on, what stands behind the last row that is known to be whole is written again.
    if (!cut_off(request_.output, point_.output_bytes) || !cut_off(request_.errors, point_.error_bytes) ||
        !cut_off(request_.summary, 0))
      return false;
    opened_ = true;
    keeps_ = std::filesystem::is_regular_file(request_.output, ignored_);
    if (!request_.resume) write_errors(records::kErrorsHeader);
    return true;
  }

  bool cut_off(const std::string& path, std::uint64_t bytes) {
    if (path.empty() || !std::filesystem::is_regular_file(path, ignored_)) return true;
    std::error_code failed;
    std::filesystem::resize_file(path, bytes, failed);
    return !failed || cannot_write(path);
  }

  bool cannot_write(const std::string& path) {
    cannot_write_ = true;
    complain(say<"command.cannot_write_file">(path));
    return false;
  }

  bool run_file(const std::string& path) {
    Input input;
    if (!input.open(path)) return false;
    if (path != "-") {
      std::error_code failed;
      const auto size = std::filesystem::file_size(path, failed);
      total_ = failed ? 0 : total_ + size;
    }
    Intake intake(request_.options, next_row_);
    Crew crew(request_.jobs, intake.setup());
    bool begun = false;
    const auto write = [&](const Crew::Job& job) {
      write_output(job.out);
      write_errors(job.errors);
      point_.rows = job.rows.first + job.rows.block.records.size() - 1;
      add_rows(job.rows.block);
      say_progress();
    };
    std::vector<Rows> rows;
    const auto pass = [&] {
      if (!rows.empty() && !begun) {
        begun = true;
        if (!begin(path, intake.setup())) return false;
      }
      for (Rows& one : rows) {
        next_row_ = one.first + one.block.records.size();
        if (next_row_ - 1 <= skip_) {
          add_rows(one.block);
          if (next_row_ - 1 != skip_ || point_.hash == skip_hash_) continue;
          return complain(std::string("cohort.resume_changed"_text)), false;
        }
        crew.add(std::move(one), write);
      }
      rows.clear();
      return true;
    };
    constexpr std::size_t kChunk = 1024 * 1024;
    std::string chunk;
    bool good = true;
    while (good && !input.at_end() && writes()) {
      input.read(chunk, kChunk);
      bytes_ += chunk.size();
      good = intake.feed(chunk, rows);
      if (!pass()) return crew.finish(write), false;
      keep(crew, write);
    }
    // The row in which the reading failed is none.
    if (good && !input.failed()) good = intake.finish(rows);
    if (!pass()) return crew.finish(write), false;
    crew.finish(write);
    if (input.failed()) {
      before_.add(crew.summary());
      return cannot_read(path), false;
    }
    if (good && !begun && !begin(path, intake.setup())) return false;
    before_.add(crew.summary());
    if (!good)
      complain(path == "-" ? std::string(intake.error()) : say<"cohort.in_file">(path, intake.error()));
    return good;
  }

  // By which a run that goes on knows its input again.
  void add_rows(const records::Block& block) {
    if (request_.output.empty()) return;
    for (const records::Record& record : block.records) {
      for (std::size_t i = 0; i < record.cells; ++i) add_to_hash(block.cell(record, i), point_.hash);
      add_to_hash("\n", point_.hash);
    }
  }

  // Before the first row of a file.
  bool begin(const std::string& path, const Setup& setup) {
    if (!open_outputs()) return false;
    for (const std::string& notice : setup.plan.notices) {
      std::cerr << say<"command.says">(path == "-" ? notice : say<"cohort.in_file">(path, notice)) << "\n";
      if (std::find(notices_.begin(), notices_.end(), notice) == notices_.end()) notices_.push_back(notice);
    }
    if (header_ && *header_ != setup.header) return complain(say<"cohort.other_header">(path)), false;
    if (!header_ && skip_ == 0) write_output(setup.header);
    header_ = setup.header;
    return true;
  }

  void write_output(std::string_view text) {
    (request_.output.empty() ? std::cout : output_)
        .write(text.data(), static_cast<std::streamsize>(text.size()));
    point_.output_bytes += text.size();
  }
  void write_errors(std::string_view text) {
    if (request_.errors.empty()) return;
    errors_.write(text.data(), static_cast<std::streamsize>(text.size()));
    point_.error_bytes += text.size();
  }

  // False once something could not be written: what would follow is not judged.
  [[nodiscard]] bool writes() const {
    return (request_.output.empty() ? std::cout.good() : output_.good()) && errors_.good();
  }

  // False, and said, where a file could not be written.
  bool flush() {
    for (const auto& [path, stream] : files()) {
      if (stream->is_open() && !stream->flush()) return cannot_write(*path);
    }
    return true;
  }

  // From time to time what is written is made certain, and how far it got is kept beside it. What the threads still work on
  // is waited for: the counts are then those of the rows that are written.
  template <class Write>
  void keep(Crew& crew, Write write) {
    constexpr auto kEvery = std::chrono::seconds(1);
    if (!keeps_ || Clock::now() - kept_ < kEvery) return;
    crew.finish(write);
    if (!flush()) return;
    Summary all = before_;
    all.add(crew.summary());
    point_.summary.clear();
    all.write(notices_, {}, point_.summary);
    write_checkpoint(request_, point_);
    kept_ = Clock::now();
  }

  void say_progress() {
    constexpr auto kEvery = std::chrono::milliseconds(250);
    const auto now = Clock::now();
    if (!request_.progress || now - said_ < kEvery) return;
    said_ = now;
    shown_ = true;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    const auto per_second =
        static_cast<std::uint64_t>(static_cast<double>(point_.rows) / std::max(seconds, 1e-3));
    std::string line = say<"cohort.progress">(digits(point_.rows), digits(per_second));
    if (total_ > bytes_ && bytes_ != 0) {
      const double left = seconds * static_cast<double>(total_ - bytes_) / static_cast<double>(bytes_);
      line += say<"cohort.progress_left">(digits(static_cast<std::uint64_t>(left)));
    }
    std::cerr << "\r" << line << "\x1b[K" << std::flush;
  }

  [[nodiscard]] const Summary& summary() const { return before_; }

  const Request& request_;
  std::ofstream output_;
  std::ofstream errors_;
  std::ofstream summary_;
  Checkpoint point_;
  Summary before_;  // of the files that are done, and of the run that was stopped
  std::vector<std::string> notices_;
  std::optional<std::string> header_;
  std::uint64_t next_row_ = 1;
  std::uint64_t skip_ = 0;  // rows that are done already
  std::uint64_t skip_hash_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t total_ = 0;
  bool opened_ = false;
  bool keeps_ = false;         // how far it got, beside the output: not beside a pipe or a device
  bool cannot_write_ = false;  // and it was said
  bool failed_ = false;
  bool shown_ = false;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point said_ = begun_;
  Clock::time_point kept_ = begun_;
  std::error_code ignored_;
};

// What the columns of a file are taken for, before any row is judged.
int plan(const Request& request) {
  Input input;
  const std::string& path = request.files.front();
  if (!all_can_be_read(request.files) || !input.open(path)) return kRefused;
  Intake intake(request.options);
  std::vector<Rows> rows;
  constexpr std::size_t kChunk = 64 * 1024;
  std::string chunk;
  bool good = true;
  while (good && !input.at_end() && intake.setup().plan_text.empty()) {
    input.read(chunk, kChunk);
    good = intake.feed(chunk, rows);
    rows.clear();
  }
  if (input.failed()) return cannot_read(path);
  if (good && intake.setup().plan_text.empty()) good = intake.finish(rows);
  if (!intake.setup().plan_text.empty()) std::cout << intake.setup().plan_text << "\n";
  return good ? kDone : complain(std::string(intake.error()));
}

// The patient of one row, as `nextline assess` takes it. Rows are counted on from file to file, as in the answers.
int one_patient(const Request& request) {
  constexpr std::size_t kChunk = 1024 * 1024;
  const std::uint64_t wanted = request.options.patient_of;
  std::uint64_t next_row = 1;
  std::string header;
  std::string chunk;
  std::string patient;
  if (!all_can_be_read(request.files)) return kRefused;
  for (std::size_t f = 0; f < request.files.size() && next_row <= wanted; ++f) {
    const std::string& path = request.files[f];
    Input input;
    if (!input.open(path)) return kRefused;
    Intake intake(request.options, next_row);
    Judge judge(intake.setup());
    std::vector<Rows> rows;
    std::string none;
    bool good = true;
    bool last = false;
    while (good && !last && next_row <= wanted) {
      input.read(chunk, kChunk);
      good = intake.feed(chunk, rows);
      last = input.at_end();
      if (good && last && !input.failed()) good = intake.finish(rows);
      if (f == 0) header = intake.setup().header;
      if (!rows.empty() && intake.setup().header != header) return complain(say<"cohort.other_header">(path));
      for (const Rows& one : rows) {
        judge.judge(one, patient, none);
        next_row = one.first + one.block.records.size();
      }
      rows.clear();
    }
    if (next_row > wanted) break;
    if (input.failed()) return cannot_read(path);
    if (!good)
      return complain(path == "-" ? std::string(intake.error()) : say<"cohort.in_file">(path, intake.error()));
  }
  if (patient.empty()) return complain(say<"cohort.no_such_row">(digits(wanted)));
  std::cout << patient << "\n";
  return kDone;
}

int merge(const Request& request) {
  std::vector<std::string> texts;
  for (const std::string& path : request.files) {
    constexpr std::size_t kMost = 64 * kMaxInputBytes;
    std::optional<std::string> text = read_whole(path, kMost);
    if (!text) return kRefused;
    texts.push_back(std::move(*text));
  }
  std::string merged;
  std::string error;
  if (!merge_cohort_summaries(texts, merged, error)) return complain(error);
  std::cout << merged << "\n";
  return kDone;
}

}  // namespace

int cohort(const std::vector<std::string>& args) {
  Request request;
  const Arguments arguments = read_arguments(args, request);
  if (!arguments.wrong().empty()) return wrong_usage(arguments.wrong());
  if (request.help) {
    for (const std::string& name : cohort_columns()) std::cout << name << "\n";
    return kDone;
  }
  if (request.merge) return merge(request);
  if (!read_texts(request)) return kRefused;
  const std::string wrong = check_cohort_options(request.options);
  if (!wrong.empty()) return complain(wrong);
  if (request.plan) return plan(request);
  if (request.options.patient_of != 0) return one_patient(request);
  return Run(request).run();
}

}  // namespace nextline
