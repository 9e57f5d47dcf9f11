//! What a family asks, read from what they sent: every problem at once. It asks no more than an answer needs, and
//! never for a pupil number, a birth name, a former authority or court papers, since an adopted child's past is closed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields as f;
use super::thread::MessageText;
use crate::choice::choice;
use crate::input::{self, Reader, Style};
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
    enum KindName {
        General = "general", "A general question";
        AboutAChild = "about_a_child", "A question about a child";
    }
}

crate::choices! {
    enum ReplyBy {
        Email = "email", "By email";
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

impl Ask {
    /// Reads what a family sent.
    ///
    /// # Errors
    /// Every problem, in the order of the questions.
    pub fn read(body: &Value, style: Style, today: Date) -> Result<Self, Problems> {
        input::read(body, style, |r| {
            let kind = r.required(&f::KIND, choice::<KindName>);
            let relationship = r.required(&f::RELATIONSHIP, choice);
            let route = r.required(&f::ROUTE, choice);
            let educated_in = r.required(&f::EDUCATED_IN, LaCode::parse);
            let setting = setting(r);
            let child = match kind {
                Some(KindName::AboutAChild) => r.object(&f::CHILD, |r| child(r, today)).map(Some),
                Some(KindName::General) => r.not_needed(&f::CHILD).map(|()| None),
                // Without the kind, whether a child belongs here is not known: one problem is enough.
                None => r.has(&f::CHILD).then_some(None),
            };
            let topics = r.list(&f::TOPICS, 1..=MAX_TOPICS, choice);
            let question = r.required(&f::QUESTION, MessageText::parse);
            let name = r.required(&f::NAME, PersonName::parse);
            let reply = r.object(&f::REPLY, reply);
            let needs = r.optional(&f::NEEDS, LongText::parse);
            Some(Self {
                name: name?,
                relationship: relationship?,
                route: route?,
                educated_in: educated_in?,
                setting: setting?,
                child: child?,
                topics: topics?,
                question: question?,
                reply: reply?,
                needs: needs?,
            })
        })
    }
}

/// Reads the question at the door before anything else is asked: may we advise this family at all?
///
/// # Errors
/// Every problem, in the order of the questions.
pub fn read_remit_question(query: &Value, style: Style, today: Date) -> Result<remit::Question, Problems> {
    input::read(query, style, |r| {
        let route = r.required(&f::ROUTE, choice);
        let educated_in = r.optional(&f::EDUCATED_IN, LaCode::parse);
        let year = r.optional(&f::YEAR_GROUP, YearGroup::parse);
        let age = year?.map(remit::Age::YearGroup);
        Some(remit::Question::advice(route?, educated_in?, age, today))
    })
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

fn setting(r: &mut Reader<'_>) -> Option<Option<Setting>> {
    let urn = r.optional(&f::SETTING_URN, Urn::parse);
    let name = r.optional(&f::SETTING_NAME, ShortText::parse);
    // The number says it better than the name when both are given.
    Some(urn?.map(Setting::Urn).or(name?.map(Setting::Named)))
}

fn child(r: &mut Reader<'_>, today: Date) -> Option<Child> {
    let responsibility = r.required(&f::RESPONSIBILITY, |typed| match choice(typed)? {
        Responsibility::Neither => Err(Fault::whole(
            Code::InvalidValue,
            "You need parental responsibility, or the agreement of somebody who has it, to ask about a named child. \
             You can ask a general question instead",
        )),
        yes => Ok(yes),
    });
    let first_name = r.required(&f::FIRST_NAME, FirstNameOrInitial::parse);
    let born = r.optional(&f::DATE_OF_BIRTH, |typed| BirthDate::parse(typed, today));
    let year_group = match born {
        Some(Some(_)) => r.not_needed(&f::YEAR_GROUP).map(|()| None),
        Some(None) => r.required(&f::YEAR_GROUP, YearGroup::parse).map(Some),
        None => r.optional(&f::YEAR_GROUP, YearGroup::parse),
    };
    let contact_school = r.flag(&f::CONTACT_SCHOOL);
    let age = born?.map(Age::Born).or(year_group?.map(Age::YearGroup));
    Some(Child { first_name: first_name?, age: age?, responsibility: responsibility?, contact_school: contact_school? })
}

fn reply(r: &mut Reader<'_>) -> Option<Reply> {
    let Some(by) = r.required(&f::REPLY_BY, choice::<ReplyBy>) else {
        // Which of these belong here is not known: one problem is enough.
        r.skip(&[f::EMAIL.name, f::PHONE.name, f::GOOD_TIMES.name, f::VOICEMAIL.name]);
        return None;
    };
    let email = r.conditional(by == ReplyBy::Email, &f::EMAIL, EmailAddress::parse);
    let number = r.conditional(by == ReplyBy::Phone, &f::PHONE, Phone::parse);
    let (good_times, voicemail) = match by {
        ReplyBy::Phone => (r.optional(&f::GOOD_TIMES, ShortText::parse), r.flag(&f::VOICEMAIL).map(Some)),
        ReplyBy::Email => (r.not_needed(&f::GOOD_TIMES).map(|()| None), r.not_needed(&f::VOICEMAIL).map(|()| None)),
    };
    match by {
        ReplyBy::Email => {
            let (email, _, _, _) = (email?, number?, good_times?, voicemail?);
            Some(Reply::Email(email?))
        }
        ReplyBy::Phone => {
            let (_, number) = (email?, number?);
            Some(Reply::Phone { number: number?, good_times: good_times?, safe_to_leave_message: voicemail?? })
        }
    }
}
