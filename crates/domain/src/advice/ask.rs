//! What a family asks, read from what they sent: every problem at once. It asks no more than an answer needs, and
//! never for a pupil number, a birth name, a former authority or court papers, since an adopted child's past is closed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields as f;
use super::thread::MessageText;
use crate::input::{self, Body, FromBody, Reader, Request, Style};
use crate::problems::{Code, Fault, Problems};
use crate::remit::{self, Route};
use crate::text::{LongText, ShortText};
use crate::words::{BirthDate, EmailAddress, FirstNameOrInitial, LaCode, PersonName, Phone, Urn, YearGroup};

/// How many topics one question may have: all there are.
pub const MAX_TOPICS: usize = 10;

crate::choices! {
    /// What the question is about.
    pub enum Topic {
        /// Getting a place.
        Admissions = "admissions", "Getting a school place";
        /// Money the school gets for the child.
        PupilPremiumPlus = "pupil_premium_plus", "Pupil Premium Plus";
        /// Special educational needs and disabilities.
        Send = "send", "Special educational needs or an education, health and care plan";
        /// Being there.
        Attendance = "attendance", "Attendance";
        /// Being sent home.
        SuspensionOrExclusion = "suspension_or_exclusion", "Suspension or exclusion";
        /// How a child feels and acts at school.
        BehaviourAndAttachment = "behaviour_and_attachment", "Behaviour and attachment";
        /// A new school or phase.
        Transition = "transition", "Moving to a new school or stage";
        /// Showing the school that the child was in care.
        EvidenceOfStatus = "evidence_of_status", "Showing that a child was in care";
        /// Talking with the school.
        WorkingWithSchool = "working_with_school", "Working with the school";
        /// Anything else.
        Other = "other", "Something else";
    }
}

crate::choices! {
    /// Who asks.
    pub enum Relationship {
        /// Adopted the child.
        AdoptiveParent = "adoptive_parent", "Adoptive parent";
        /// Holds a special guardianship order.
        SpecialGuardian = "special_guardian", "Special guardian";
        /// Holds a child arrangements order.
        ArrangementsOrderHolder = "arrangements_order_holder", "Person named in a child arrangements order";
        /// Another carer or relative.
        FamilyMember = "family_member", "Another carer or family member";
        /// Anybody else.
        SomebodyElse = "somebody_else", "Somebody else";
    }
}

crate::choices! {
    /// Whose say-so the enquiry about a child rests on (Children Act 1989 section 3).
    pub enum Responsibility {
        /// The enquirer has parental responsibility.
        Mine = "mine", "I have parental responsibility";
        /// Somebody who has it agrees.
        HolderAgrees = "holder_agrees", "Somebody who has it agrees to this enquiry";
        /// Neither.
        Neither = "neither", "Neither of these";
    }
}

crate::choices! {
    /// Whether a question names a child.
    pub enum Kind {
        /// It does not.
        General = "general", "A general question";
        /// It does.
        AboutAChild = "about_a_child", "A question about a child";
    }
}

crate::choices! {
    /// How to reply.
    pub enum ReplyBy {
        /// In writing.
        Email = "email", "By email";
        /// By voice.
        Phone = "phone", "By phone";
    }
}

/// What a family asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Who asks.
    pub name: PersonName,
    /// What they are to the child or children.
    pub relationship: Relationship,
    /// How the child left care.
    pub route: Route,
    /// The authority where the child goes to school, which decides whose Virtual School advises.
    pub educated_in: LaCode,
    /// The school, where they named it.
    pub setting: Option<Setting>,
    /// The child, where it is about one.
    pub child: Option<Child>,
    /// What it is about.
    pub topics: Vec<Topic>,
    /// The question itself.
    pub question: MessageText,
    /// How we reply.
    pub reply: Reply,
    /// What we should have ready: an interpreter, large print.
    pub needs: Option<LongText<500>>,
}

/// A school, nursery or college as the family named it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Setting {
    /// By name.
    Named(ShortText<200>),
    /// By its unique reference number.
    Urn(Urn),
}

/// The least about a child that lets us answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// First name or initial.
    pub first_name: FirstNameOrInitial,
    /// Where the child is in school life.
    pub age: Age,
    /// Whose say-so this rests on; never [`Responsibility::Neither`].
    pub responsibility: Responsibility,
    /// Whether we may talk to the school. Without it we do not.
    pub contact_school: bool,
}

/// A child's year group, or birth date when the family would rather give that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Age {
    /// Year group.
    YearGroup(YearGroup),
    /// Birth date.
    Born(BirthDate),
}

/// How we reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reply {
    /// By email.
    Email(EmailAddress),
    /// By phone.
    Phone {
        /// The number.
        number: Phone,
        /// When to ring.
        good_times: Option<ShortText<200>>,
        /// Whether somebody else hearing a message would be safe.
        safe_to_leave_message: bool,
    },
}

impl FromBody for Ask {
    const BODY: &'static Body = &Body::new(
        "AskBody",
        "A question.",
        &[
            &f::KIND,
            &f::RELATIONSHIP,
            &f::ROUTE,
            &f::EDUCATED_IN,
            &f::SETTING_URN,
            &f::SETTING_NAME,
            &f::CHILD,
            &f::TOPICS,
            &f::QUESTION,
            &f::NAME,
            &f::REPLY,
            &f::NEEDS,
        ],
    );
}

impl FromBody for Child {
    const BODY: &'static Body = &Body::new(
        "ChildBody",
        "The child.",
        &[&f::RESPONSIBILITY, &f::FIRST_NAME, &f::DATE_OF_BIRTH, &f::CHILDS_YEAR_GROUP, &f::CONTACT_SCHOOL],
    );
}

impl FromBody for Reply {
    const BODY: &'static Body =
        &Body::new("ReplyBody", "How to reply.", &[&f::REPLY_BY, &f::EMAIL, &f::PHONE, &f::GOOD_TIMES, &f::VOICEMAIL]);
}

impl Ask {
    /// Reads what a family sent.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style, today: Date) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let kind = r.get(&f::KIND);
            let relationship = r.get(&f::RELATIONSHIP);
            let route = r.get(&f::ROUTE);
            let educated_in = r.get(&f::EDUCATED_IN);
            let urn = r.get(&f::SETTING_URN);
            let name_of_setting = r.get(&f::SETTING_NAME);
            let child = r.object(&f::CHILD, |r| child(r, today));
            let topics = r.get(&f::TOPICS);
            let question = r.get(&f::QUESTION);
            let name = r.get(&f::NAME);
            let reply = r.object(&f::REPLY, reply);
            let needs = r.get(&f::NEEDS);
            Some(Self {
                name: name?,
                relationship: relationship?,
                route: route?,
                educated_in: educated_in?,
                // The number says it better than the name when both are given.
                setting: urn?.map(Setting::Urn).or(name_of_setting?.map(Setting::Named)),
                child: match kind? {
                    Kind::AboutAChild => Some(child?),
                    Kind::General => None,
                },
                topics: topics?,
                question: question?,
                reply: reply?,
                needs: needs?,
            })
        })
    }
}

/// What is asked at the door before anything else: may we advise this family at all?
pub struct RemitQuery {
    route: Route,
    educated_in: Option<LaCode>,
    year_group: Option<YearGroup>,
}

impl FromBody for RemitQuery {
    const BODY: &'static Body = &Body::unnamed(&[&f::ROUTE, &f::EDUCATED_IN.optional(), &f::YEAR_GROUP.optional()]);
}

impl Request for RemitQuery {
    fn among(r: &mut Reader<'_>) -> Option<Self> {
        let (route, educated_in) = (r.get(&f::ROUTE), r.get(&f::EDUCATED_IN.optional()));
        let year_group = r.get(&f::YEAR_GROUP.optional());
        Some(Self { route: route?, educated_in: educated_in?, year_group: year_group? })
    }
}

impl RemitQuery {
    /// The question that it is today.
    #[must_use]
    pub fn on(self, today: Date) -> remit::Question {
        remit::Question::advice(self.route, self.educated_in, self.year_group.map(remit::Age::YearGroup), today)
    }
}

impl Ask {
    /// The question at the door: may we advise this family at all?
    #[must_use]
    pub fn remit_question(&self, today: Date) -> remit::Question {
        let age = self.child.as_ref().map(|child| match &child.age {
            Age::YearGroup(year) => remit::Age::YearGroup(*year),
            Age::Born(born) => remit::Age::Born(*born),
        });
        remit::Question::advice(self.route, Some(self.educated_in.clone()), age, today)
    }
}

fn child(r: &mut Reader<'_>, today: Date) -> Option<Child> {
    let responsibility = r.get(&f::RESPONSIBILITY).and_then(|whose| r.check(&f::RESPONSIBILITY, somebodys(whose)));
    let first_name = r.get(&f::FIRST_NAME);
    let born = r.get(&f::DATE_OF_BIRTH).and_then(|day| {
        let born = day.map(|day| BirthDate::new(day, today)).transpose();
        r.check(&f::DATE_OF_BIRTH, born)
    });
    let year_group = r.get(&f::CHILDS_YEAR_GROUP);
    let contact_school = r.get(&f::CONTACT_SCHOOL);
    let age = match born? {
        Some(born) => Age::Born(born),
        None => Age::YearGroup(year_group?),
    };
    Some(Child { first_name: first_name?, age, responsibility: responsibility?, contact_school: contact_school? })
}

/// A child is named only with the word of somebody who is responsible.
fn somebodys(whose: Responsibility) -> Result<Responsibility, Fault> {
    match whose {
        Responsibility::Mine | Responsibility::HolderAgrees => Ok(whose),
        Responsibility::Neither => Err(Fault::whole(
            Code::InvalidValue,
            "You need parental responsibility, or the agreement of somebody who has it, to ask about a named child. \
             You can ask a general question instead",
        )),
    }
}

fn reply(r: &mut Reader<'_>) -> Option<Reply> {
    let by = r.get(&f::REPLY_BY);
    let email = r.get(&f::EMAIL);
    let number = r.get(&f::PHONE);
    let good_times = r.get(&f::GOOD_TIMES);
    let safe_to_leave_message = r.get(&f::VOICEMAIL);
    Some(match by? {
        ReplyBy::Email => Reply::Email(email?),
        ReplyBy::Phone => {
            Reply::Phone { number: number?, good_times: good_times?, safe_to_leave_message: safe_to_leave_message? }
        }
    })
}
