//! How long the disk needs for a tree of files, when nothing else is to be done.
//!
//! `write_tree SOURCE TARGET THREADS` reads every file of SOURCE into memory, then writes them all
//! into the fresh folder TARGET with that many threads, and prints the seconds of the writing
//! alone, the number of files and of bytes. It is the floor for any generator of the same output.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [source, target, threads] = arguments.as_slice() else {
        eprintln!("usage: write_tree SOURCE TARGET THREADS");
        std::process::exit(2);
    };
    let threads: usize = threads.parse().map_err(io::Error::other)?;
    let mut tree = Tree::default();
    tree.read(Path::new(source), Path::new(""))?;
    let started = Instant::now();
    tree.write(Path::new(target), threads)?;
    let seconds = started.elapsed().as_secs_f64();
    let bytes: usize = tree.files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{seconds:.4} {} {bytes}", tree.files.len());
    Ok(())
}

/// A tree in memory; folders stand before what is in them.
#[derive(Default)]
struct Tree {
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Tree {
    fn read(&mut self, root: &Path, at: &Path) -> io::Result<()> {
        self.folders.push(at.to_owned());
        for entry in fs::read_dir(root.join(at))? {
            let entry = entry?;
            let path = at.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                self.read(root, &path)?;
            } else {
                let bytes = fs::read(root.join(&path))?;
                self.files.push((path, bytes));
            }
        }
        Ok(())
    }

    fn write(&self, target: &Path, threads: usize) -> io::Result<()> {
        for folder in &self.folders {
            fs::create_dir_all(target.join(folder))?;
        }
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|_| scope.spawn(|| self.work(target, &next)))
                .collect();
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().expect("a writer panicked"))
        })
    }

    fn work(&self, target: &Path, next: &AtomicUsize) -> io::Result<()> {
        while let Some((path, bytes)) = self.files.get(next.fetch_add(1, Ordering::Relaxed)) {
            fs::write(target.join(path), bytes)?;
        }
        Ok(())
    }
}
