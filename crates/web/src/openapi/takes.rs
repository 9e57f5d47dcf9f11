//! JSON schemas of what the API takes, made of the tables that its readers read through. Only documents need them: a component
//! has none.

use std::borrow::Cow;
use std::marker::PhantomData;

use domain::input::{Body, Description, FromBody, Shape, Text, When};
use domain::words::MAX_PENCE;
use serde_json::{Map, Value, json};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType};
use utoipa::openapi::{RefOr, Required};
use utoipa::{IntoParams, PartialSchema, ToSchema};

/// The body of which a `T` is read, for a handler's mark: `type AskBody = Takes<Ask>;` and `request_body = AskBody`. The name
/// in the document is that of the table.
pub struct Takes<T>(PhantomData<T>);

/// The parameters of a query of which a `T` is read, for a handler's mark: `params(InQuery<Filter>, InQuery<Paging>)`.
pub struct InQuery<T>(PhantomData<T>);

/// What documents call an amount of money that is sent.
const MONEY: &str = "MoneyBody";

impl<T: FromBody> PartialSchema for Takes<T> {
    fn schema() -> RefOr<Schema> {
        written(object(T::BODY))
    }
}

impl<T: FromBody> ToSchema for Takes<T> {
    fn name() -> Cow<'static, str> {
        T::BODY.name.into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        inside(T::BODY, schemas);
    }
}

impl<T: FromBody> IntoParams for InQuery<T> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        T::BODY.fields().map(parameter).collect()
    }
}

fn parameter(field: &Description) -> Parameter {
    ParameterBuilder::new()
        .name(field.name)
        .parameter_in(ParameterIn::Query)
        .required(if field.required { Required::True } else { Required::False })
        .description(Some(field.about.unwrap_or(field.called)))
        .schema(Some(written(value(&field.shape, field.example))))
        .build()
}

/// A schema as it is written. The builders of utoipa know no `if`; what it takes for extensions stands there as it is.
fn written(schema: Value) -> RefOr<Schema> {
    let Value::Object(keywords) = schema else { return RefOr::default() };
    let extensions = Some(Extensions::from_iter(keywords));
    RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(SchemaType::AnyValue).extensions(extensions).build()))
}

/// The schemas of the objects inside.
fn inside(body: &Body, schemas: &mut Vec<(String, RefOr<Schema>)>) {
    for field in body.fields() {
        match &field.shape {
            Shape::Object(body) | Shape::List { of: Shape::Object(body), .. } => {
                schemas.push((body.name.to_owned(), written(object(body))));
                inside(body, schemas);
            }
            Shape::Money => schemas.push((MONEY.to_owned(), written(money()))),
            Shape::Text(_) | Shape::OneOf(_) | Shape::Whole(..) | Shape::Flag | Shape::List { .. } => {}
        }
    }
}

fn object(body: &Body) -> Value {
    let properties: Map<String, Value> = body.fields().map(|field| (field.name.to_owned(), property(field))).collect();
    let always = |field: &&Description| field.required && field.when.is_none();
    let required: Vec<&str> = body.fields().filter(always).map(|field| field.name).collect();
    let rules = rules(body);
    let mut object = json!({"type": "object", "description": body.about, "properties": properties});
    object["required"] = if required.is_empty() { Value::Null } else { json!(required) };
    object["allOf"] = if rules.is_empty() { Value::Null } else { json!(rules) };
    object["additionalProperties"] = if body.is_open() { Value::Null } else { json!(false) };
    without_nulls(object)
}

/// Where its fields have a place, a rule for each answer that decides about some of them.
fn rules(body: &Body) -> Vec<Value> {
    let mut rules: Vec<(When, Vec<&Description>)> = Vec::new();
    for field in body.fields() {
        let Some(when) = field.when else { continue };
        match rules.iter_mut().find(|(known, _)| condition(*known) == condition(when)) {
            Some((_, fields)) => fields.push(field),
            None => rules.push((when, vec![field])),
        }
    }
    rules.into_iter().map(|(when, fields)| rule(when, &fields)).collect()
}

fn rule(when: When, fields: &[&Description]) -> Value {
    let needed: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let none: Map<String, Value> = fields.iter().map(|field| (field.name.to_owned(), Value::Bool(false))).collect();
    let (have_a_place, have_none) = (json!({"required": needed}), json!({"properties": none}));
    let (then, otherwise) = match when {
        When::Is { .. } => (have_a_place, have_none),
        When::Without(_) => (have_none, have_a_place),
    };
    json!({"if": condition(when), "then": then, "else": otherwise})
}

fn condition(when: When) -> Value {
    match when {
        When::Is { field, one_of, .. } => json!({"properties": {(field): {"enum": one_of}}, "required": [field]}),
        When::Without(other) => json!({"properties": {(other): {"not": {"type": "null"}}}, "required": [other]}),
    }
}

fn property(field: &Description) -> Value {
    let schema = value(&field.shape, field.example);
    let mut schema = match (field.required || field.when.is_some(), schema.get("$ref").is_some()) {
        (true, _) => schema,
        (false, true) => json!({"oneOf": [{"type": "null"}, schema]}),
        (false, false) => or_null(schema),
    };
    schema["description"] = json!(description(field));
    schema
}

fn description(field: &Description) -> String {
    let about = field.about.unwrap_or(field.called);
    let stop = if about.ends_with('.') { "" } else { "." };
    let place = match field.when {
        None => return format!("{about}{stop}"),
        Some(When::Is { field: other, one_of, .. }) => {
            let one_of: Vec<String> = one_of.iter().map(|name| format!("`{name}`")).collect();
            format!("where `{other}` is {}", one_of.join(" or "))
        }
        Some(When::Without(other)) => format!("without `{other}`"),
    };
    let needed = if field.required { "Needed" } else { "Taken" };
    format!("{about}{stop} {needed} {place}, and only there.")
}

/// The same schema where null says that there is nothing.
fn or_null(mut schema: Value) -> Value {
    schema["type"] = json!([schema.get("type"), "null"]);
    if let Some(Value::Array(names)) = schema.get_mut("enum") {
        names.push(Value::Null);
    }
    schema
}

fn value(shape: &Shape, example: Option<&str>) -> Value {
    match shape {
        Shape::Text(text) => self::text(text, example),
        Shape::OneOf(names) => json!({"type": "string", "enum": names}),
        Shape::Whole(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Money => json!({"$ref": reference(MONEY)}),
        Shape::List { of, least, most } => {
            let least = (*least > 0).then_some(least);
            without_nulls(json!({"type": "array", "items": value(of, example), "minItems": least, "maxItems": most}))
        }
        Shape::Object(body) => json!({"$ref": reference(body.name)}),
    }
}

fn text(text: &Text, example: Option<&str>) -> Value {
    let examples = example.or(text.example).map(|example| [example]);
    // A pattern or a format says it better.
    let least = (text.pattern.is_none() && text.format.is_none()).then_some(1);
    without_nulls(json!({
        "type": "string", "minLength": least, "maxLength": text.most, "format": text.format, "pattern": text.pattern,
        "examples": examples,
    }))
}

fn money() -> Value {
    json!({
        "type": "object",
        "description": "An amount.",
        "properties": {
            "amount": {"type": "integer", "minimum": 0, "maximum": MAX_PENCE, "description": "In pence.", "examples": [7500]},
            "currency": {"type": "string", "enum": ["GBP"]},
        },
        "required": ["amount", "currency"],
        "additionalProperties": false,
    })
}

fn reference(name: &str) -> String {
    format!("#/components/schemas/{name}")
}

fn without_nulls(mut schema: Value) -> Value {
    if let Value::Object(keywords) = &mut schema {
        keywords.retain(|_, value| !value.is_null());
    }
    schema
}

#[cfg(test)]
mod tests {
    use domain::choices;
    use domain::input::{Field, List, Object, Whole};
    use domain::text::LongText;
    use domain::words::{EmailAddress, Pence, PersonName, Phone};
    use serde_json::to_value;

    use super::*;

    choices! {
        enum By {
            Email = "email", "By email";
            Phone = "phone", "By phone";
        }
    }

    const NAME: Field<PersonName> = Field::new("name", "Your name", "Enter your name");
    const BY: Field<By> = Field::new("by", "How to reply", "Select how to reply");
    const EMAIL: Field<EmailAddress> =
        Field::new("email", "Your email address", "Enter it").about("Where we write.").needed_when("by", &["email"]);
    const PHONE: Field<Option<Phone>> =
        Field::new("phone", "Your phone number", "Enter it").asked_when("by", &["phone"]);
    const WORDS: Field<Option<LongText<500>>> = Field::new("words", "Your words", "Enter them");
    const SCOPE: Field<Option<By>> = Field::new("scope", "The scope", "Select it");
    const PLACES: Field<List<Whole<1, 9>, 0, 3>> = Field::new("places", "Places", "Enter them");
    const FEE: Field<Option<Pence>> = Field::new("fee", "The fee", "Enter it");
    const OTHERS: Field<List<Object<Other>, 1, 2>> = Field::new("others", "The others", "Enter them");
    const NICK: Field<PersonName> = Field::new("nick", "A nickname", "Enter it").unless("name");

    struct Asked;
    struct Other;

    impl FromBody for Asked {
        const BODY: &'static Body = &Body::new(
            "AskedBody",
            "What is asked.",
            &[&NAME, &BY, &EMAIL, &PHONE, &WORDS, &SCOPE, &PLACES, &FEE, &OTHERS],
        );
    }

    impl FromBody for Other {
        const BODY: &'static Body = &Body::new("OtherBody", "Another.", &[&NAME.optional(), &NICK]).open();
    }

    #[test]
    fn a_table_is_written_with_all_that_bounds_a_value() {
        let schema = to_value(Takes::<Asked>::schema()).unwrap();
        assert_eq!(schema["required"], json!(["name", "by", "others"]));
        assert_eq!(schema["additionalProperties"], false);
        let is = |name: &str, expected: Value| assert_eq!(schema["properties"][name], expected, "{name}");
        is(
            "name",
            json!({"type": "string", "minLength": 1, "maxLength": 100, "examples": ["Robin Ashe"], "description": "Your name."}),
        );
        is("by", json!({"type": "string", "enum": ["email", "phone"], "description": "How to reply."}));
        is(
            "email",
            json!({"type": "string", "format": "email", "maxLength": 254, "examples": ["name@example.com"],
                "description": "Where we write. Needed where `by` is `email`, and only there."}),
        );
        is(
            "words",
            json!({"type": ["string", "null"], "minLength": 1, "maxLength": 500, "description": "Your words."}),
        );
        is("scope", json!({"type": ["string", "null"], "enum": ["email", "phone", null], "description": "The scope."}));
        is(
            "places",
            json!({"type": ["array", "null"], "items": {"type": "integer", "minimum": 1, "maximum": 9}, "maxItems": 3,
                "description": "Places."}),
        );
        is(
            "fee",
            json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/MoneyBody"}], "description": "The fee."}),
        );
        is(
            "others",
            json!({"type": "array", "items": {"$ref": "#/components/schemas/OtherBody"}, "minItems": 1, "maxItems": 2,
                "description": "The others."}),
        );
    }

    #[test]
    fn where_a_field_has_a_place_is_a_rule_of_its_object() {
        let schema = to_value(Takes::<Asked>::schema()).unwrap();
        let when = |name: &str| json!({"properties": {"by": {"enum": [name]}}, "required": ["by"]});
        let rules = json!([
            {"if": when("email"), "then": {"required": ["email"]}, "else": {"properties": {"email": false}}},
            {"if": when("phone"), "then": {"required": []}, "else": {"properties": {"phone": false}}},
        ]);
        assert_eq!(schema["allOf"], rules);
        let mut inside = Vec::new();
        Takes::<Asked>::schemas(&mut inside);
        assert_eq!(inside.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["MoneyBody", "OtherBody"]);
        let other = to_value(&inside[1].1).unwrap();
        let given = json!({"properties": {"name": {"not": {"type": "null"}}}, "required": ["name"]});
        let rules = json!([{"if": given, "then": {"properties": {"nick": false}}, "else": {"required": ["nick"]}}]);
        assert_eq!((&other["allOf"], other.get("additionalProperties")), (&rules, None));
    }

    #[test]
    fn a_query_is_written_as_parameters() {
        let parameters = to_value(InQuery::<Other>::into_params(|| None)).unwrap();
        assert_eq!(parameters[0]["name"], "name");
        assert_eq!((&parameters[0]["required"], &parameters[1]["required"]), (&json!(false), &json!(true)));
        assert_eq!(parameters[0]["schema"]["maxLength"], 100);
    }
}
