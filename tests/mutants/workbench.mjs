// SPDX-License-Identifier: Apache-2.0
// A place to try a mutant: a copy of the tree's files beside the objects of the build `alone`, which are read and never
// written. A mutant of the knowledge costs its tables, as a shared library that every program loads; a mutant of the code
// costs its objects and a link.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const options = { maxBuffer: 1 << 28 };

/** Tests that look at files of the tree, or run the command: compiled for each bench, whose files they are to see. */
const ownTests = ['tests/knowledge/real_data_test.cpp', 'tests/unit/command_test.cpp'];

/** The words of a command line as CMake writes it. */
const words = (line) =>
  [...line.matchAll(/(?:\\.|"(?:\\.|[^"\\])*"|[^\s"\\])+/g)].map(([word]) =>
    word.replace(/\\(.)|"((?:\\.|[^"\\])*)"/g, (_, one, quoted) => one ?? quoted.replace(/\\(.)/g, '$1')),
  );

/** What the build `alone` knows of itself: how each source is compiled, what each program is linked from, who includes what. */
export async function readBuild(root, programs) {
  const build = join(root, 'build/alone');
  const compile = new Map();
  for (const { file, command } of JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'))) {
    const all = words(command);
    if (/ccache$/.test(all[0])) all.shift();
    const out = all[all.indexOf('-o') + 1];
    // A mutant may leave something unused, and runs once: no warnings, little optimisation.
    const kept = all.filter(
      (word, i) =>
        !/^-W|^-O[0-9s]$|^-M/.test(word) &&
        !['-o', '-c', '-MF', '-MT'].includes(word) &&
        !['-o', '-c', '-MF', '-MT'].includes(all[i - 1]),
    );
    if (!compile.has(file)) compile.set(file, []);
    compile.get(file).push({ command: [...kept, '-O1'], out });
  }
  const link = new Map();
  for (const program of ['nextline', ...programs.map((folder) => `nextline-test-${folder}`)]) {
    const { stdout } = await run('ninja', ['-C', build, '-t', 'commands', program], options);
    const last = stdout
      .trimEnd()
      .split('\n')
      .at(-1)
      .replace(/^: && /, '')
      .replace(/ && :$/, '');
    const all = words(last);
    link.set(program, {
      objects: all.filter((word) => word.endsWith('.o')),
      libraries: all.filter(
        (word) => word.endsWith('.a') || word.startsWith('-l') || word === '-pthread' || word.endsWith('.so'),
      ),
    });
  }
  const { stdout: deps } = await run('ninja', ['-C', build, '-t', 'deps'], options);
  const included = new Map(); // header -> objects
  let object = '';
  for (const line of deps.split('\n')) {
    const head = /^(\S+): #deps/.exec(line);
    if (head) [, object] = head;
    else if (line.startsWith('    ')) {
      // Where ccache knows a base folder they are written from the folder of the build.
      const header = resolve(build, line.trim());
      if (!header.startsWith(`${root}/core/`)) continue;
      if (!included.has(header)) included.set(header, new Set());
      included.get(header).add(object);
    }
  }
  return { root, build, compile, link, included, programs };
}

/** A linker that is quicker than the usual one, where there is one. */
const linker = ['/usr/bin/ld.mold', '/usr/bin/mold', '/usr/bin/ld.lld', '/usr/bin/ld.gold'].find((path) => existsSync(path));
const quickLink = linker ? [`-fuse-ld=${/mold|lld|gold/.exec(linker)[0]}`] : [];

export class Bench {
  constructor(known, folder) {
    this.known = known;
    this.folder = folder;
    this.tree = join(folder, 'tree');
    this.generated = join(this.tree, 'build/generated');
    this.command = join(this.tree, 'build/native/nextline');
    this.own = new Map();
    this.usualTables = true;
  }

  /** A fresh copy of the tree's files; then every program, linked with the tables as a library. */
  async prepare() {
    const { root, build, compile } = this.known;
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(join(this.folder, 'bin'), { recursive: true });
    mkdirSync(join(this.folder, 'obj'), { recursive: true });
    const { stdout } = await run('git', ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], options);
    for (const file of stdout.split('\0').filter((one) => one && existsSync(join(root, one)))) {
      mkdirSync(dirname(join(this.tree, file)), { recursive: true });
      if (!lstatSync(join(root, file)).isDirectory()) cpSync(join(root, file), join(this.tree, file));
    }
    for (const folder of ['tests', 'site']) {
      const modules = join(root, folder, 'node_modules');
      if (existsSync(modules)) symlinkSync(modules, join(this.tree, folder, 'node_modules'));
    }
    const shared = join(root, '../shared');
    if (existsSync(shared)) symlinkSync(shared, join(this.folder, 'shared'));
    mkdirSync(dirname(this.command), { recursive: true });
    await this.compileKnowledge();
    await this.compileTables();
    for (const test of ownTests) {
      const one = compile.get(join(root, test))?.[0];
      if (!one || !this.known.programs.some((folder) => test.includes(`/${folder}/`))) continue;
      const out = join(this.folder, 'obj', test.replaceAll('/', '-') + '.o');
      const there = one.command.map((word) =>
        word.startsWith('-DNEXTLINE_') ? word.replaceAll(root, this.tree).replace('build/alone', 'build/native') : word,
      );
      await this.#compiler(there, join(root, test), out);
      this.own.set(one.out, out);
    }
    await this.link([...this.known.link.keys()], []);
  }

  #compiler(command, source, out, more = []) {
    const [compiler, ...rest] = command;
    return run(compiler, [...rest, ...more, '-c', source, '-o', out], { ...options, cwd: this.known.build, timeout: 600000 });
  }

  /** False where the compiler of the knowledge refuses it. */
  async compileKnowledge() {
    try {
      await run(join(this.known.build, 'core/nextline-knowledge'), [join(this.tree, 'core/knowledge'), this.generated], options);
      return true;
    } catch (error) {
      if (error.code !== 1) throw error;
      return false;
    }
  }

  /** The library of the tables; answers what tells them from others. */
  async compileTables() {
    const source = join(this.generated, 'knowledge_tables.cpp');
    // They hold the digest of the files they were made of.
    const tables = readFileSync(source, 'utf8').replace(/[0-9a-f]{64}/, '');
    const digest = createHash('sha256').update(tables).digest('hex');
    const object = join(this.folder, 'obj/tables.o');
    const { command } = this.known.compile.get(join(this.known.root, 'build/generated/knowledge_tables.cpp'))[0];
    await this.#compiler(command, source, object, ['-fPIC', '-O0']);
    await run(command[0], ['-shared', ...quickLink, object, '-o', join(this.folder, 'bin/libtables.so')], options);
    return digest;
  }

  /** The objects of a mutated source, or of all that include a mutated header; null where it does not compile. */
  async compileCode(file) {
    const { root, compile, included } = this.known;
    const original = join(root, file);
    const touched = file.endsWith('.h') ? [...(included.get(original) ?? [])] : null;
    const made = [];
    for (const [source, ways] of compile) {
      for (const { command, out } of ways) {
        if (touched ? !touched.includes(out) : source !== original) continue;
        const mine = source.replace(root, this.tree);
        const object = join(this.folder, 'obj', `${made.length}.o`);
        const there = command.map((word) => (word.startsWith('-I') ? word.replace(root, this.tree) : word));
        try {
          await this.#compiler(there, mine, object);
        } catch {
          return null;
        }
        made.push({ out, object });
      }
    }
    return made;
  }

  /** Links programs with `objects` in the place of those of the build. */
  async link(names, objects) {
    const { build, link } = this.known;
    for (const name of names) {
      const { objects: usual, libraries } = link.get(name);
      const instead = new Map(objects.map(({ out, object }) => [out, object]));
      const parts = usual.map((one) => instead.get(one) ?? this.own.get(one) ?? one);
      // What comes first counts: an object of an archive that defines the same is left out.
      const first = objects.filter(
        ({ out }) =>
          !usual.includes(out) && out.startsWith('core/') && !/core\/CMakeFiles\/nextline(_compiler|-knowledge)?\.dir/.test(out),
      );
      const out = name === 'nextline' ? this.command : join(this.folder, 'bin', name);
      const compiler = this.known.compile.values().next().value[0].command[0];
      await run(
        compiler,
        [
          ...quickLink,
          ...parts,
          ...first.map(({ object }) => object),
          join(this.folder, 'bin/libtables.so'),
          ...libraries,
          `-Wl,-rpath,${join(this.folder, 'bin')}`,
          '-o',
          out,
        ],
        { ...options, cwd: build },
      );
    }
  }

  /** Whether a test program passes; what runs too long does not. */
  passes(name, args = [], seconds = 600) {
    return new Promise((resolve) => {
      const child = spawn(join(this.folder, 'bin', `nextline-test-${name}`), ['--abort', ...args], {
        cwd: this.tree,
        stdio: 'ignore',
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve(code === 0);
      });
    });
  }

  /** Tests that run in Node, on the files and the command of the bench. */
  passesInNode(files, seconds = 900) {
    return new Promise((resolve) => {
      const child = spawn('node', ['--test', '--test-concurrency=1', ...files], {
        cwd: this.tree,
        stdio: 'ignore',
        env: { ...process.env, NEXTLINE_BIN: this.command },
        detached: true,
      });
      const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), seconds * 1000);
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve(code === 0);
      });
    });
  }

  write(file, text) {
    writeFileSync(join(this.tree, file), text);
  }

  restore(file) {
    cpSync(join(this.known.root, file), join(this.tree, file));
  }

  /** What the command answers: a line each. Null where it falls, hangs or says less. */
  answers(args, lines, seconds = 300) {
    return new Promise((resolve) => {
      const child = spawn(this.command, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: this.tree });
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
      const parts = [];
      child.stdout.on('data', (part) => parts.push(part));
      child.stdin.on('error', () => {}); // it fell: seen below
      child.on('close', (code) => {
        clearTimeout(timer);
        if (code !== 0 && code !== 1) return resolve(null);
        const whole = Buffer.concat(parts);
        const found = [];
        for (let from = 0, to; (to = whole.indexOf(10, from)) >= 0; from = to + 1) found.push(whole.subarray(from, to));
        resolve(found);
      });
      child.stdin.end(`${lines.join('\n')}\n`);
    });
  }
}
