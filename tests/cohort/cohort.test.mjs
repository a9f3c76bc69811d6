// SPDX-License-Identifier: Apache-2.0
// `nextline cohort` as people run it: files, streams, threads, a run that is stopped and goes on, and what comes out beside
// the csv module of Python.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { header, rows } from "../support/clinic.mjs";
import { numbers } from "../support/random.mjs";

const command = resolve(
  process.env.NEXTLINE_BUILD ?? resolve(import.meta.dirname, "../../build"),
  "native/nextline",
);
const folder = mkdtempSync(join(tmpdir(), "nextline-cohort-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name) => join(folder, name);

/** What the command answers: {status, out, said}. */
function ask(args, input = "") {
  const ran = spawnSync(command, ["cohort", ...args], {
    input,
    maxBuffer: 1 << 30,
  });
  return {
    status: ran.status,
    out: ran.stdout.toString(),
    said: ran.stderr.toString(),
  };
}

test("a table in, a table out, with exit code 0, 1 for an error in any row and 2 where nothing can be read", () => {
  const good = ask([], header + rows(3));
  assert.equal(good.status, 0, good.said);
  assert.equal(good.out.trim().split("\n").length, 4);
  assert.match(good.out, /^id,row,errors,/);
  assert.equal(ask([], "id,ecog\na,77\n").status, 1);
  const nothing = ask([], "name,colour\na,red\n");
  assert.deepEqual([nothing.status, nothing.out], [2, ""]);
  assert.match(nothing.said, /^nextline: No column is a field/);
  assert.equal(ask(["--jobs", "0"]).status, 2);
  assert.equal(ask(["--in", "xml"]).status, 2);
  assert.match(ask([at("not-there.csv")]).said, /cannot read/);
});

test("one thread and many give the same bytes: rows, errors and summary", () => {
  const text = header + rows(3000).replace(/p77,.*/, "p77,12,,,,");
  writeFileSync(at("in.csv"), text);
  const runs = ["1", "2", "5"].map((jobs) => {
    const ran = ask([
      at("in.csv"),
      "--jobs",
      jobs,
      "--errors",
      at(`e${jobs}`),
      "--summary",
      at(`s${jobs}`),
    ]);
    return [
      ran.out,
      readFileSync(at(`e${jobs}`), "utf8"),
      readFileSync(at(`s${jobs}`), "utf8"),
    ];
  });
  assert.deepEqual(runs[1], runs[0]);
  assert.deepEqual(runs[2], runs[0]);
  assert.equal(JSON.parse(runs[0][2]).rows, 3000);
});

test("a file split in seven and put together is the whole file, and so are its summaries", () => {
  const lines = rows(700).split("\n");
  const options = ["--columns", "child_pugh,first_option,given_rank"];
  const whole = ask(
    [...options, "--summary", at("whole")],
    header + lines.join("\n"),
  );
  let joined = "";
  for (let part = 0; part < 7; ++part) {
    const text =
      header + lines.slice(part * 100, part * 100 + 100).join("\n") + "\n";
    const ran = ask([...options, "--summary", at(`part${part}`)], text);
    joined += part ? ran.out.slice(ran.out.indexOf("\n") + 1) : ran.out;
  }
  assert.equal(joined, whole.out);
  const parts = Array.from({ length: 7 }, (_, part) => at(`part${part}`));
  // Which rows were given what is contraindicated is named by their numbers, which a part does not know.
  const summary = JSON.parse(readFileSync(at("whole"), "utf8"));
  summary.given.contraindicated_rows = [];
  assert.equal(
    ask(["--merge-summaries", ...parts]).out,
    `${JSON.stringify(summary)}\n`,
  );
});

test("several files are one table with one header, and their rows are counted on", () => {
  writeFileSync(at("a.csv"), header + rows(5, 1));
  writeFileSync(at("b.csv"), header + rows(5, 2));
  const both = ask([at("a.csv"), at("b.csv"), "--columns", "row"]);
  assert.equal(
    both.out,
    `id,row\n${Array.from({ length: 10 }, (_, i) => `p${(i % 5) + 1},${i + 1}`).join("\n")}\n`,
  );
  writeFileSync(at("c.csv"), "other,ecog\nx,1\n");
  assert.match(
    ask([at("a.csv"), at("c.csv"), "--columns", "row"]).said,
    /another output/,
  );
});

test("a run that was killed goes on behind the last whole row and ends with the same bytes", async () => {
  const text = header + rows(50_000);
  writeFileSync(at("long.csv"), text);
  const args = [
    at("long.csv"),
    "--output",
    at("out.csv"),
    "--errors",
    at("err.csv"),
    "--summary",
    at("sum"),
    "--jobs",
    "2",
  ];
  const whole = ask([
    at("long.csv"),
    "--output",
    at("all.csv"),
    "--errors",
    at("allerr.csv"),
    "--summary",
    at("allsum"),
  ]);
  assert.equal(whole.status, 0, whole.said);
  assert.equal(existsSync(at("all.csv.resume")), false);

  // Through a pipe that gives a mebibyte at a time, so that it is in the middle of its work whatever the machine: killed once
  // its record lies there.
  const run = spawn(command, ["cohort", "-", ...args.slice(1)], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  run.stdin.on("error", () => {});
  const piece = 1 << 20;
  const most = text.length - piece;
  let fed = 0;
  while (
    !existsSync(at("out.csv.resume")) &&
    run.exitCode === null &&
    fed < most
  ) {
    run.stdin.write(text.slice(fed, Math.min(fed + piece, most)));
    fed += piece;
    await new Promise((done) => setTimeout(done, 900));
  }
  run.kill("SIGKILL");
  await new Promise((done) => run.on("close", done));
  const kept = JSON.parse(readFileSync(at("out.csv.resume"), "utf8"));
  assert.ok(Number(kept.rows) > 0 && Number(kept.rows) < 50_000, kept.rows);
  assert.ok(statSync(at("out.csv")).size >= Number(kept.output_bytes));

  const resumed = ask(["-", ...args.slice(1), "--resume"], text);
  assert.equal(resumed.status, 0, resumed.said);
  assert.equal(
    readFileSync(at("out.csv"), "utf8"),
    readFileSync(at("all.csv"), "utf8"),
  );
  assert.equal(
    readFileSync(at("err.csv"), "utf8"),
    readFileSync(at("allerr.csv"), "utf8"),
  );
  assert.equal(
    readFileSync(at("sum"), "utf8"),
    readFileSync(at("allsum"), "utf8"),
  );
  assert.equal(existsSync(at("out.csv.resume")), false);
});

test("a run does not go on with another input, other options, a cut output or from nothing", () => {
  const text = header + rows(10);
  const record = (over) =>
    writeFileSync(
      at("r.csv.resume"),
      JSON.stringify({
        schema: "cohort-resume/1",
        of: "1",
        rows: "1",
        hash: "1",
        output_bytes: "0",
        error_bytes: "0",
        summary: "",
        ...over,
      }),
    );
  rmSync(at("r.csv.resume"), { force: true });
  const args = ["-", "--output", at("r.csv"), "--resume"];
  refused(ask(args, text), /nothing to go on from/);
  record({});
  assert.match(ask(args, text).said, /asked for something else/);
  writeFileSync(at("r.csv.resume"), "not json");
  assert.match(ask(args, text).said, /nothing to go on from/);
  assert.equal(ask(["--resume"], text).status, 2);
});

test("what comes out is read by Python as what went in, and the same cells are cells", (t) => {
  const python = spawnSync("python3", ["--version"]);
  if (python.error) return t.skip("python3 is not there");
  const next = numbers(11);
  const letters = [
    "a",
    "b",
    ",",
    '"',
    "\n",
    "\r\n",
    ";",
    " ",
    "é",
    "1",
    "=",
    "'",
  ];
  const cell = () => {
    let text = "";
    while (next() < 0.75) text += letters[Math.floor(next() * letters.length)];
    return text;
  };
  const quoted = (text) =>
    next() < 0.3 || /[,"\r\n]/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  for (const delimiter of [",", ";", "\t"]) {
    let text = ["id", "ecog", "x", "y"].join(delimiter) + "\n";
    const table = [];
    for (let i = 0; i < 400; ++i) {
      const row = [`p${i}`, "1", cell(), cell()];
      table.push(row);
      const plain = row.map((one) =>
        one.includes(delimiter)
          ? `"${one.replaceAll('"', '""')}"`
          : quoted(one),
      );
      text += plain.join(delimiter) + (next() < 0.5 ? "\n" : "\r\n");
    }
    const read = (input, mark) =>
      JSON.parse(
        execFileSync(
          "python3",
          [
            "-c",
            "import csv,io,json,sys; sys.stdout.write(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode('utf-8'), newline=''), delimiter=sys.argv[1]))))",
            mark,
          ],
          { input, maxBuffer: 1 << 28 },
        ).toString(),
      );
    assert.deepEqual(
      read(text, delimiter).slice(1),
      table,
      "the rows are good CSV",
    );
    const ours = ask(["--keep", "x,y", "--columns", "row"], text);
    assert.equal(ours.status, 0, ours.said);
    const guarded = (one) => (/^[=+\-@\t\r]/.test(one) ? `'${one}` : one);
    assert.deepEqual(
      read(ours.out, ",").slice(1),
      table.map(([id, , x, y], i) => [
        id,
        guarded(x),
        guarded(y),
        String(i + 1),
      ]),
    );
  }
});

test("files as spreadsheets save them: UTF-16, a byte order mark, sep=, semicolons and decimal commas", () => {
  const table = "id;albumin[g/dL];ecog\r\na;3,8;1\r\nb;4,25;0\r\n";
  const expected = ask(
    ["--columns", "albi"],
    "id,albumin[g/dL],ecog\na,3.8,1\nb,4.25,0\n",
  ).out;
  for (const bytes of [
    Buffer.from(table),
    Buffer.from(`\ufeff${table}`),
    Buffer.from(`\ufeff${table}`, "utf16le"),
    Buffer.from(`sep=;\r\n${table}`),
  ])
    assert.equal(ask(["--columns", "albi"], bytes).out, expected);
  const packed = ask([], Buffer.from([0x1f, 0x8b, 8, 0, 0]));
  assert.equal(packed.status, 2);
  assert.match(packed.said, /gunzip/);
});

test("a fault in each third row leaves every other row as it is", () => {
  const good = rows(900).trim().split("\n");
  const faults = [
    'bad,"open',
    `bad${",x".repeat(50)}`,
    "x".repeat(1_200_000),
    "\xff\xfe,1",
    'bad,"a"b"c',
  ];
  const mixed = good.flatMap((row, i) =>
    i % 3 ? [row] : [row, faults[(i / 3) % 5]],
  );
  const options = ["--columns", "child_pugh,first_option,usable"];
  const whole = ask(options, header + good.join("\n")).out.split("\n");
  const read = ask(options, header + mixed.join("\n"));
  assert.equal(read.status, 1);
  assert.deepEqual(
    read.out.split("\n").filter((line) => /^(p\d+,|id,|$)/.test(line)),
    whole,
  );
});

test("each line of the errors names its row, its column and a code", () => {
  const ran = ask(
    ["--errors", at("errors.csv")],
    "id,ecog,albumin[g/dL],given\na,9,3.8,x\nb,1,3-Jan,\nc,1,2,3,4,5\n",
  );
  assert.equal(ran.status, 1);
  assert.deepEqual(
    readFileSync(at("errors.csv"), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(",").slice(0, 3).join(",")),
    [
      "row,column,code",
      "1,ecog,impossible_value",
      "1,given,unknown_word",
      "2,albumin,wrong_type",
      "3,,unreadable",
    ],
  );
});

test("whole assessments, a line each, are those of `nextline assess`", () => {
  const patients = [
    '{"ecog":1,"albumin":3.8}',
    '{"ecog":2,"prior_therapies":["sorafenib"]}',
  ];
  const lines = ask(["--full"], patients.join("\n")).out;
  assert.equal(
    lines,
    patients
      .map((one) =>
        execFileSync(command, ["assess"], { input: one }).toString(),
      )
      .join(""),
  );
});

/** Exit code 2 and one sentence, which `sentence` describes; nothing on standard output. */
function refused(ran, sentence) {
  assert.deepEqual([ran.status, ran.out], [2, ""], ran.said);
  assert.match(ran.said, /^nextline: [^\n]*\n$/);
  assert.match(ran.said, sentence);
}

/** What a line of the shell in the folder of the tests does; `$nextline` is the command. */
function shell(line, input = "") {
  const ran = spawnSync(
    "bash",
    ["-c", `cd "$1"; nextline="$0"; ${line}`, command, folder],
    { input, maxBuffer: 1 << 30 },
  );
  return { status: ran.status, out: `${ran.stdout}`, said: `${ran.stderr}` };
}

test("a file that is read is never written, by whatever name, and no file is written twice", () => {
  const input = header + rows(3);
  writeFileSync(at("clinic.csv"), input);
  writeFileSync(at("map.json"), '{"columns":[]}');
  rmSync(at("symbolic.csv"), { force: true });
  symlinkSync(at("clinic.csv"), at("symbolic.csv"));
  symlinkSync(at("yet-to-come.csv"), at("to-yet-to-come.csv"));
  linkSync(at("clinic.csv"), at("hard.csv"));
  const own = at("clinic.csv");
  for (const written of ["clinic.csv", "symbolic.csv", "hard.csv"])
    for (const option of ["--output", "--errors", "--summary"]) {
      refused(ask([own, option, at(written)]), /is also read/);
      assert.equal(readFileSync(own, "utf8"), input, `${option} ${written}`);
    }
  refused(
    ask([own, "--map", at("map.json"), "--errors", at("map.json")]),
    /is also read/,
  );
  assert.equal(readFileSync(at("map.json"), "utf8"), '{"columns":[]}');

  // What a run keeps of itself beside its output.
  writeFileSync(at("new.csv.resume"), input);
  refused(
    ask([at("new.csv.resume"), "--output", at("new.csv")]),
    /is also read/,
  );
  assert.equal(readFileSync(at("new.csv.resume"), "utf8"), input);

  // Standard input and output are files too.
  refused(
    shell('"$nextline" cohort - --output clinic.csv <clinic.csv'),
    /is also read/,
  );
  refused(shell('"$nextline" cohort clinic.csv >>clinic.csv'), /is also read/);
  assert.equal(readFileSync(own, "utf8"), input);

  for (const [one, other] of [
    ["same.csv", "same.csv"],
    ["same.csv", "./same.csv"],
    ["yet-to-come.csv", "to-yet-to-come.csv"],
  ]) {
    refused(
      shell(`"$nextline" cohort clinic.csv --output ${one} --errors ${other}`),
      /are the same file/,
    );
    refused(
      shell(`"$nextline" cohort clinic.csv --errors ${one} --summary ${other}`),
      /are the same file/,
    );
    assert.equal(existsSync(at(one)), false, one);
  }
  // Nothing is lost in what is no file.
  assert.equal(
    shell(
      '"$nextline" cohort clinic.csv --output /dev/null --errors /dev/null --summary /dev/null',
    ).status,
    0,
  );
});

test("no output is emptied before there is something to read, nor where another cannot be written", () => {
  const args = [
    "--output",
    at("kept.csv"),
    "--errors",
    at("kept.err"),
    "--summary",
    at("kept.sum"),
  ];
  const files = ["kept.csv", "kept.err", "kept.sum"];
  const untouched = () => {
    for (const name of files)
      assert.equal(readFileSync(at(name), "utf8"), "of last year", name);
  };
  for (const name of files) writeFileSync(at(name), "of last year");
  writeFileSync(at("right.csv"), header + rows(3));
  refused(ask([at("wrnog.csv"), ...args]), /cannot read .*wrnog\.csv/);
  untouched();
  refused(
    ask([at("right.csv"), at("wrnog.csv"), ...args]),
    /cannot read .*wrnog\.csv/,
  );
  untouched();
  refused(ask(["-", ...args], "name,colour\na,red\n"), /No column is a field/);
  untouched();
  refused(ask(["-", ...args], ""), /The file is empty/);
  untouched();
  for (const i of [1, 3, 5]) {
    const elsewhere = args.with(i, join(folder, "no-such-folder", "x"));
    refused(
      ask([at("right.csv"), ...elsewhere]),
      /cannot write .*no-such-folder/,
    );
    untouched();
  }
  assert.equal(ask([at("right.csv"), ...args]).status, 0);
  assert.equal(readFileSync(at("kept.csv"), "utf8").split("\n").length, 5);
  assert.equal(
    readFileSync(at("kept.err"), "utf8"),
    "row,column,code,message\n",
  );
  assert.equal(JSON.parse(readFileSync(at("kept.sum"), "utf8")).rows, 3);
});

test("what cannot be read to its end is no table that ends there: exit code 2, and the rows before stay", async () => {
  writeFileSync(at("read.csv"), header + rows(3));
  mkdirSync(at("folder"), { recursive: true });
  refused(ask([at("folder")]), /cannot read .*folder/);
  refused(ask(["--plan", at("folder")]), /cannot read .*folder/);
  refused(ask(["--row", "1", at("folder")]), /cannot read .*folder/);
  for (const args of [
    "cohort",
    "cohort -",
    "cohort --plan",
    "cohort --row 1",
    "assess --lines",
    "assess",
    "smaa -",
  ])
    refused(shell(`"$nextline" ${args} <&-`), /cannot read standard input/);

  // A connection that breaks off behind the second mebibyte.
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write(header + rows(60_000));
    setTimeout(() => socket.resetAndDestroy(), 1500);
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const run = spawn("bash", [
    "-c",
    'exec "$0" cohort --columns row - </dev/tcp/127.0.0.1/"$1"',
    command,
    `${server.address().port}`,
  ]);
  let out = "";
  let said = "";
  run.stdout.on("data", (piece) => (out += piece));
  run.stderr.on("data", (piece) => (said += piece));
  const status = await new Promise((done) => run.on("close", done));
  server.close();
  assert.equal(status, 2);
  assert.match(said, /\nnextline: cannot read standard input\n$/);
  assert.match(out, /^id,row\np1,1\n/);
});

test("a folder or an endless file in the place of any file is refused in one sentence", () => {
  writeFileSync(at("read.csv"), header + rows(3));
  mkdirSync(at("folder"), { recursive: true });
  mkdirSync(at("goes-on.csv.resume"), { recursive: true });
  for (const option of ["--map", "--preferences"]) {
    refused(
      ask([at("read.csv"), option, at("folder")]),
      /cannot read .*folder/,
    );
    refused(
      ask([at("read.csv"), option, at("nobody")]),
      /cannot read .*nobody/,
    );
  }
  refused(ask(["--merge-summaries", at("folder")]), /cannot read .*folder/);
  const resumed = ask([
    at("read.csv"),
    "--output",
    at("goes-on.csv"),
    "--resume",
  ]);
  refused(resumed, /nothing to go on from/);
  assert.equal(ask([at("read.csv"), "--output", at("goes-on.csv")]).status, 0);
  assert.equal(
    existsSync(at("goes-on.csv.resume")),
    true,
    "a folder of somebody else's",
  );
  if (!existsSync("/dev/zero")) return;
  // With far less room than a program that reads on would take.
  for (const args of [
    "cohort read.csv --map /dev/zero",
    "cohort --merge-summaries /dev/zero",
    "assess /dev/zero",
  ])
    refused(
      shell(`ulimit -v 1000000; "$nextline" ${args}`),
      /map of columns|summary|patient/,
    );
});

test("where the machine does not give as many threads as asked for, fewer do the work", () => {
  writeFileSync(at("many.csv"), header + rows(3000));
  const whole = shell('"$nextline" cohort many.csv --jobs 1');
  // Of each thread a gigabyte of address space is taken: none of two, or two of four.
  for (const [room, jobs] of [
    [1_000_000, 2],
    [3_000_000, 4],
    [3_000_000, 256],
  ]) {
    const ran = shell(
      `ulimit -s 1000000 -v ${room}; "$nextline" cohort many.csv --jobs ${jobs}`,
    );
    assert.deepEqual(
      [ran.status, ran.said],
      [0, whole.said],
      `${room}, ${jobs}`,
    );
    assert.equal(ran.out, whole.out);
  }
});

test("--row counts the rows on from file to file, as the answers do", () => {
  writeFileSync(at("a.csv"), header + rows(5, 1));
  writeFileSync(at("b.csv"), header + rows(5, 2));
  writeFileSync(at("c.csv"), "other,ecog\nx,1\n");
  const files = [at("a.csv"), at("b.csv")];
  assert.equal(
    ask(["--row", "7", ...files]).out,
    ask(["--row", "2", at("b.csv")]).out,
  );
  assert.equal(
    ask(["--row", "5", ...files]).out,
    ask(["--row", "5", at("a.csv")]).out,
  );
  refused(ask(["--row", "11", ...files]), /no patient in row 11/);
  refused(ask(["--row", "6", at("a.csv"), at("c.csv")]), /another output/);
  refused(
    ask(["--row", "1", at("a.csv"), at("nobody.csv")]),
    /cannot read .*nobody/,
  );
});

test("what is asked for and would not be done is refused, with the word that was not understood", () => {
  const table = header + rows(2);
  for (const [args, sentence] of [
    [["--bogus"], /unknown option --bogus for cohort/],
    [["--row", "0"], /--row wants a number from 1, not "0"/],
    [["--row"], /--row wants a number from 1;/],
    [["--jobs", "257"], /--jobs wants a number from 1 to 256, not "257"/],
    [["--out", "xml"], /--out wants csv or jsonl, not "xml"/],
    [["--decimal", ";"], /--decimal wants a point or a comma, not ";"/],
    [["--output", ""], /--output wants a file, not ""/],
    [
      ["--output", at("x1"), "--output", at("x2")],
      /--output stands there twice/,
    ],
    [["--resume"], /--resume does nothing without --output/],
    [["--plan", "--output", at("x1")], /--output does nothing beside --plan/],
    [
      ["--row", "1", "--summary", at("x1")],
      /--summary does nothing beside --row/,
    ],
    [["--plan", "--row", "1"], /--row does nothing beside --plan/],
    [["--plan", "a.csv", "b.csv"], /--plan takes one file/],
    [["--full", "--columns", "albi"], /--columns does nothing beside --full/],
    [["--columns", "help", "a.csv"], /--columns help takes no "a.csv"/],
    [
      ["--columns", "help", "--errors", at("x1")],
      /--errors does nothing beside --columns help/,
    ],
    [["--merge-summaries"], /--merge-summaries takes one file or more/],
    [
      ["--merge-summaries", at("x"), "--output", at("x1")],
      /--output does nothing beside --merge-summaries/,
    ],
  ]) {
    refused(ask(args, table), sentence);
    assert.equal(existsSync(at("x1")), false, `${args}`);
  }
  assert.equal(
    ask(["--columns=albi", "--jobs=1"], table).out,
    ask(["--columns", "albi"], table).out,
  );
});

test("patients in JSON that do not stand in a line each are no table", () => {
  const list = '[{"ecog":1},\n{"ecog":2}]';
  const saved =
    '{\n  "schema": "nextline-case/1",\n  "patient": {"ecog": 1}\n}\n';
  for (const text of [list, saved])
    for (const args of [[], ["--in", "jsonl"], ["--plan"]])
      refused(ask(args, text), /expected one patient a line, as `jq -c/);
});

test("the table cut as README.md says gives the answers of the whole, errors in some rows and all", () => {
  const readme = readFileSync(
    resolve(import.meta.dirname, "../../README.md"),
    "utf8",
  );
  const recipe = readme.match(/```\n(tail -n \+2 all\.csv[^]*?)```/)[1];
  assert.match(recipe, /split -l 20000/);
  const good = rows(40).trim().split("\n");
  const lines = good.map((row, i) =>
    i % 7 === 3 ? row.replace(/^([^,]*),[^,]*/, "$1,999") : row,
  );
  writeFileSync(at("all.csv"), `${header}${lines.join("\n")}\n`);
  const cut = shell(
    recipe
      .replaceAll("build/native/nextline", '"$nextline"')
      .replace("20000", "10"),
  );
  assert.equal(cut.status, 0, cut.said);
  assert.equal(cut.out, "");
  const whole = ask([at("all.csv"), "--summary", at("whole.json")]);
  assert.equal(whole.status, 1);
  const without_row = (text) => text.replace(/^(p\d+),\d+,/gm, "$1,");
  assert.equal(
    without_row(readFileSync(at("answers.csv"), "utf8")),
    without_row(whole.out),
  );
  const summary = (name) => ({
    ...JSON.parse(readFileSync(at(name), "utf8")),
    given: null,
  });
  assert.deepEqual(summary("summary.json"), summary("whole.json"));
  assert.match(readFileSync(at("part-ad.csv"), "utf8"), /^id,[^\n]*\np31,/);
});
