//! Screen readers of both windows: told of what shows when it changed, and obeyed when they press. As long as none listens,
//! nothing is even looked at.

use std::sync::Arc;

use accesskit::Action;
use accesskit_winit::{Event, WindowEvent};
use winit::event_loop::ActiveEventLoop;

use super::App;
use super::displays::audience_on;
use super::drawing::on_the_wall;
use crate::book::Book;
use crate::geom::{Rect, Size};
use crate::present::access::Reader;
use crate::present::frame;
use crate::present::pane::Pane;
use crate::show::Show;
use crate::views::access::{self, Act, Announces};
use crate::views::{AudienceOn, OnStage};

/// Of this long ago a time may be: nobody wants to hear of every second.
const STALE: u64 = 30;

/// What was told last.
pub(super) struct Heard {
    show: Show,
    book: Arc<Book>,
    trouble: Option<String>,
    asked: Option<String>,
    remark: Option<String>,
    time: u64,
}

impl App {
    /// What somebody who does not see the windows asks for.
    pub(super) fn reader_asks(&mut self, events: &ActiveEventLoop, event: Event) {
        let Some(reader) = self.pane(event.window_id).and_then(|pane| pane.reader.as_mut()) else { return };
        match event.window_event {
            WindowEvent::InitialTreeRequested => {
                reader.set_listens(true);
                self.heard = None;
            }
            WindowEvent::AccessibilityDeactivated => reader.set_listens(false),
            WindowEvent::ActionRequested(request) if request.action == Action::Click => {
                match reader.act(request.target_node).cloned() {
                    Some(Act::Do(command)) => self.command(events, command),
                    Some(Act::Open(address)) => self.follow_target(events, &address),
                    None => {}
                }
            }
            WindowEvent::ActionRequested(_) => {}
        }
    }

    /// Tells those who listen what changed.
    pub(super) fn tell_readers(&mut self) {
        let listens = |pane: &Pane| pane.reader.as_ref().is_some_and(Reader::listens);
        if !self.audience.iter().chain(&self.console).any(listens) {
            return;
        }
        let heard = Heard {
            show: self.show.without_hand(),
            book: Arc::clone(&self.book),
            trouble: self.trouble.clone(),
            asked: self.show.asked().map(str::to_owned),
            remark: self.keeping.remark().map(str::to_owned),
            time: self.began.elapsed().as_secs() / STALE,
        };
        if self.heard.as_ref().is_some_and(|last| last.is_like(&heard)) {
            return;
        }
        self.heard = Some(heard);
        let told = self.told();
        let on = OnStage {
            wall: Some(on_the_wall()),
            goal: self.options.goal,
            audience: if self.console.is_some() { audience_on(&told) } else { AudienceOn::Unknown },
            trouble: self.trouble.as_deref().or(self.options.slip.as_deref()),
            keys: &self.options.keys,
            remark: self.keeping.remark(),
            ..OnStage::new(&self.book, &self.show, self.began.elapsed())
        };
        let (audience, console) = frame::titles(&mut self.cx, &on);
        let announces = if self.console.is_some() { Announces::Another } else { Announces::This };
        if let Some((reader, room)) = self.audience.as_mut().and_then(listening) {
            let told = access::audience(&mut self.cx, &on, (&audience, announces));
            let place = Rect::of(room).fit(told.page);
            reader.tell(told, place);
        }
        if let Some((reader, room)) = self.console.as_mut().and_then(listening) {
            let told = access::presenter(&mut self.cx, &on, &console);
            let place = self.notes.page_in(room).fit(told.page);
            reader.tell(told, place);
        }
    }
}

/// The reader of `pane` and the size of its window in pixels, if somebody listens.
fn listening(pane: &mut Pane) -> Option<(&mut Reader, Size)> {
    let size = pane.window.inner_size();
    let reader = pane.reader.as_mut().filter(|reader| reader.listens())?;
    Some((reader, Size::new(size.width as f32, size.height as f32)))
}

impl Heard {
    fn is_like(&self, other: &Self) -> bool {
        self.show == other.show
            && Arc::ptr_eq(&self.book, &other.book)
            && self.trouble == other.trouble
            && self.asked == other.asked
            && self.remark == other.remark
            && self.time == other.time
    }
}
