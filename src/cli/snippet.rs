//! A fault in a schema or project file, shown in its line.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::language::{lang, say};
use crate::schema::SchemaError;

/// File, line and column with the line itself below.
pub fn show(error: &SchemaError) -> String {
    let line = error.one_line(lang());
    let Some(span) = error.span.clone().filter(|span| error.source.get(span.clone()).is_some()) else { return line };
    let snippet =
        Snippet::source(error.source.as_str()).path(error.file.as_str()).annotation(AnnotationKind::Primary.span(span));
    let report = Level::ERROR.with_name(say("错误", "error")).primary_title(line.as_str()).element(snippet);
    let shown = Renderer::plain().render(&[report]);
    // The renderer knows the half-width colon only.
    shown.replacen("错误: ", "错误：", 1)
}
