Feature: Medication before and after the antibody

  Rule: Premedication is confirmed before each antibody

    @rule:ir-premedication
    Scenario Outline: Daratumumab by any route, isatuximab unless it is recorded as subcutaneous
      Given a patient assessed on 2024-03-15
        | <role> antibody  | <antibody> |
        | <role> route     | <route>    |
        | <other> antibody | none       |
      When the rule book is applied
      Then ir-premedication applies to the <role> regimen as warning
      And ir-premedication says “<says>”
      And ir-premedication says “No product, dose or time”
      And ir-premedication cites leleu-2022/premedication-both-antibodies

      Examples:
        | role    | other   | antibody    | route        | says                                                          |
        | current | planned | daratumumab | intravenous  | with daratumumab (current): corticosteroid, acetaminophen     |
        | current | planned | daratumumab | subcutaneous | before current subcutaneous daratumumab; review acetaminophen |
        | current | planned | daratumumab |              | with daratumumab (current): corticosteroid, acetaminophen     |
        | current | planned | isatuximab  | intravenous  | with isatuximab (current): corticosteroid, acetaminophen      |
        | current | planned | isatuximab  |              | with isatuximab (current): corticosteroid, acetaminophen      |
        | planned | current | daratumumab | intravenous  | with daratumumab (planned): corticosteroid, acetaminophen     |
        | planned | current | daratumumab | subcutaneous | before planned subcutaneous daratumumab; review acetaminophen |
        | planned | current | daratumumab | undecided    | with daratumumab (planned): corticosteroid, acetaminophen     |
        | planned | current | isatuximab  | intravenous  | with isatuximab (planned): corticosteroid, acetaminophen      |
        | planned | current | isatuximab  | undecided    | with isatuximab (planned): corticosteroid, acetaminophen      |

    @rule:ir-premedication
    Scenario Outline: With an undecided plan the premedication common to both antibodies doesn't wait
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | planned route    | <route>   |
      When the rule book is applied
      Then ir-premedication applies to the planned regimen as warning
      And ir-premedication says “with daratumumab or isatuximab (planned)”

      Examples:
        | route       |
        | intravenous |
        | undecided   |
        |             |

    @rule:ir-premedication
    Scenario Outline: Subcutaneous isatuximab, another antibody or none gives no such advice
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | current route    | <route>   |
        | planned antibody | <planned> |
      When the rule book is applied
      Then ir-premedication does not apply

      Examples:
        | current         | route        | planned         |
        | isatuximab      | subcutaneous | none            |
        | other anti cd38 | intravenous  | none            |
        | none            |              | other anti cd38 |
        | none            |              | none            |

    @rule:ir-premedication
    Scenario: A subcutaneous plan between the two antibodies waits for the choice
      Given a patient assessed on 2024-03-15
        | current antibody | none         |
        | planned antibody | undecided    |
        | planned route    | subcutaneous |
      When the rule book is applied
      Then ir-premedication can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:ir-premedication
    Scenario Outline: For subcutaneous daratumumab the source names corticosteroids only
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody> |
        | current route    | <route>    |
        | planned antibody | none       |
      When the rule book is applied
      Then ir-premedication <names> “For subcutaneous daratumumab the source names corticosteroids only”
      And ir-premedication <cites> leleu-2022/subcutaneous-premedication-only-steroids-named
      And ir-premedication <either> “is required with daratumumab by either route”
      And ir-premedication <both> “is required by the labels of both antibodies”

      Examples:
        | antibody    | route        | names        | cites         | either       | both         |
        | daratumumab | subcutaneous | says         | cites         | does not say | does not say |
        | daratumumab |              | says         | cites         | says         | says         |
        | daratumumab | intravenous  | does not say | does not cite | does not say | says         |
        | isatuximab  | intravenous  | does not say | does not cite | does not say | says         |
        | isatuximab  |              | does not say | does not cite | does not say | says         |

    @rule:ir-premedication
    Scenario Outline: Without a route on record isatuximab carries a note
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | <antibody> |
        | planned route    | <route>    |
      When the rule book is applied
      Then ir-premedication <says> “the subcutaneous form is still under study”
      And ir-premedication <cites> leleu-2022/ongoing-sc-isatuximab-pd

      Examples:
        | antibody    | route        | says         | cites         |
        | isatuximab  |              | says         | cites         |
        | isatuximab  | undecided    | says         | cites         |
        | isatuximab  | intravenous  | does not say | does not cite |
        | undecided   |              | says         | cites         |
        | undecided   | intravenous  | does not say | does not cite |
        | daratumumab |              | does not say | does not cite |
        | daratumumab | subcutaneous | does not say | does not cite |

    @rule:ir-premedication
    Scenario: An isatuximab route that isn't recorded is listed as assumed
      Given a patient assessed on 2024-03-15
        | current antibody | isatuximab |
        | planned antibody | none       |
      When the rule book is applied
      Then ir-premedication applies to the current regimen as warning
      And ir-premedication assumes something of route (current regimen)

  Rule: Daratumumab asks for a corticosteroid after the dose as well

    @rule:ir-dara-post-steroid
    Scenario Outline: By either route, and while the route isn't recorded
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <role> route     | <route>     |
        | <other> antibody | none        |
      When the rule book is applied
      Then ir-dara-post-steroid applies to the <role> regimen as warning
      And ir-dara-post-steroid says “after each dose of <role> daratumumab”
      And ir-dara-post-steroid says “No corticosteroid, dose or duration is given”
      And ir-dara-post-steroid <says> “The route isn't recorded”
      And ir-dara-post-steroid cites leleu-2022/daratumumab-steroids-both-routes

      Examples:
        | role    | other   | route        | says         |
        | current | planned | intravenous  | does not say |
        | current | planned | subcutaneous | does not say |
        | current | planned |              | says         |
        | planned | current | intravenous  | does not say |
        | planned | current | subcutaneous | does not say |
        | planned | current |              | says         |

    @rule:ir-dara-post-steroid
    Scenario Outline: Another antibody, or none, gives no advice on daratumumab
      Given a patient assessed on 2024-03-15
        | current antibody | <current>   |
        | current route    | intravenous |
        | planned antibody | <planned>   |
      When the rule book is applied
      Then ir-dara-post-steroid does not apply

      Examples:
        | current         | planned         |
        | isatuximab      | none            |
        | isatuximab      | isatuximab      |
        | other anti cd38 | other anti cd38 |

    @rule:ir-dara-post-steroid
    Scenario: With an undecided plan it waits for the choice of antibody
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
      When the rule book is applied
      Then ir-dara-post-steroid can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  Rule: No steroid is required after an infusion of isatuximab

    @rule:ir-isa-no-post-steroid
    Scenario Outline: For isatuximab recorded as intravenous
      Given a patient assessed on 2024-03-15
        | <role> antibody  | isatuximab  |
        | <role> route     | intravenous |
        | <other> antibody | none        |
      When the rule book is applied
      Then ir-isa-no-post-steroid applies to the <role> regimen as info
      And ir-isa-no-post-steroid says “not required with <role> intravenous isatuximab”
      And ir-isa-no-post-steroid says “about an isatuximab infusion of shorter duration”
      And ir-isa-no-post-steroid says “Not required doesn't mean”
      And ir-isa-no-post-steroid says “daratumumab has advice of its own”
      And ir-isa-no-post-steroid cites leleu-2022/isatuximab-no-steroid-after-infusion

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:ir-isa-no-post-steroid @rule:ir-isa-short-infusion
    Scenario Outline: Subcutaneous isatuximab or another antibody is not what was said
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody> |
        | current route    | <route>    |
        | planned antibody | none       |
      When the rule book is applied
      Then ir-isa-no-post-steroid does not apply
      And ir-isa-short-infusion does not apply

      Examples:
        | antibody        | route        |
        | isatuximab      | subcutaneous |
        | daratumumab     | intravenous  |
        | daratumumab     | subcutaneous |
        | daratumumab     |              |
        | other anti cd38 | intravenous  |
        | none            |              |

    @rule:ir-isa-no-post-steroid @rule:ir-isa-short-infusion
    Scenario Outline: An isatuximab route that isn't recorded is not taken for intravenous
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
        | planned route    | <route>    |
      When the rule book is applied
      Then ir-isa-no-post-steroid can't be decided for the planned regimen without route (planned regimen)
      And ir-isa-short-infusion can't be decided for the planned regimen without route (planned regimen)

      Examples:
        | route     |
        |           |
        | undecided |

    @rule:ir-isa-no-post-steroid @rule:ir-isa-short-infusion
    Scenario: An intravenous plan between the two antibodies waits for the choice
      Given a patient assessed on 2024-03-15
        | current antibody | none        |
        | planned antibody | undecided   |
        | planned route    | intravenous |
      When the rule book is applied
      Then ir-isa-no-post-steroid can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)
      And ir-isa-short-infusion can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  Rule: A switch between the antibodies is a reason to review the orders

    @rule:ir-steroid-difference
    Scenario Outline: A plan of the other antibody than the current one
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
      When the rule book is applied
      Then ir-steroid-difference applies to the planned regimen as info
      And ir-steroid-difference does not apply to the current regimen
      And ir-steroid-difference says “With the switch to planned <planned>, review the orders”
      And ir-steroid-difference says “Premedication before the dose is required with both”
      And ir-steroid-difference says “The source doesn't speak of a switch”

      Examples:
        | current     | planned     |
        | daratumumab | isatuximab  |
        | isatuximab  | daratumumab |

    @rule:ir-steroid-difference
    Scenario Outline: Without a current antibody the latest ended course counts
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of <first>
        | last dose | 2022-05-01 |
      And an earlier course of <latest>
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then ir-steroid-difference <outcome>

      Examples:
        | first       | latest      | outcome                                |
        | isatuximab  | daratumumab | applies to the planned regimen as info |
        | daratumumab | daratumumab | applies to the planned regimen as info |
        | daratumumab | isatuximab  | does not apply                         |

    @rule:ir-steroid-difference
    Scenario Outline: The same antibody again, another one or none is no switch
      Given a patient assessed on 2024-03-15
        | current antibody    | <current> |
        | current doses given | <doses>   |
        | planned antibody    | <planned> |
        | earlier antibodies  | none      |
      When the rule book is applied
      Then ir-steroid-difference does not apply

      Examples:
        | current         | doses | planned         |
        | daratumumab     |       | daratumumab     |
        | isatuximab      |       | isatuximab      |
        | daratumumab     |       | none            |
        | daratumumab     | 0     | isatuximab      |
        | daratumumab     |       | other anti cd38 |
        | other anti cd38 |       | daratumumab     |
        | none            |       | isatuximab      |

    @rule:ir-steroid-difference
    Scenario: An alternative plan of the other antibody is a switch of its own
      Given a patient assessed on 2024-03-15
        | current antibody     | isatuximab  |
        | planned antibody     | isatuximab  |
        | alternative antibody | daratumumab |
        | earlier antibodies   | none        |
      When the rule book is applied
      Then ir-steroid-difference applies to the alternative regimen as info
      And ir-steroid-difference does not apply to the planned regimen

    @rule:ir-steroid-difference
    Scenario: With an undecided plan it waits for the choice of antibody
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | undecided   |
      When the rule book is applied
      Then ir-steroid-difference can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:ir-steroid-difference
    Scenario: Earlier antibodies that nobody recorded leave it open
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      When the rule book is applied
      Then ir-steroid-difference can't be decided for the planned regimen without earlier anti-CD38 antibodies

    @rule:ir-steroid-difference
    Scenario Outline: For isatuximab that isn't surely intravenous a note is added
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
        | planned route    | <route>   |
      When the rule book is applied
      Then ir-steroid-difference <says> “What is said of isatuximab concerns infusions”
      And ir-steroid-difference <cites> leleu-2022/ongoing-sc-isatuximab-pd

      Examples:
        | current     | planned     | route        | says         | cites         |
        | daratumumab | isatuximab  |              | says         | cites         |
        | daratumumab | isatuximab  | subcutaneous | says         | cites         |
        | daratumumab | isatuximab  | intravenous  | does not say | does not cite |
        | isatuximab  | daratumumab | subcutaneous | does not say | does not cite |
