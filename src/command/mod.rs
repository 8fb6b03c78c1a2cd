//! The command line: arguments, the commands, and how they report.

pub mod absence;
pub mod amount;
pub mod args;
pub mod build;
pub mod bundle;
pub mod check;
pub mod configured;
pub mod exit_code;
pub mod found;
pub mod left_out;
pub mod ready;
pub mod report;
pub mod run;
pub mod search;
pub mod searched;
pub mod serve;
pub mod tell;
pub mod watch;
