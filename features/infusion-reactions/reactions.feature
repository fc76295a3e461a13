Feature: Infusion reactions

  Rule: A shorter infusion of isatuximab is not associated with more reactions

    @rule:ir-isa-short-infusion
    Scenario Outline: For isatuximab recorded as intravenous
      Given a patient assessed on 2024-03-15
        | <role> antibody  | isatuximab  |
        | <role> route     | intravenous |
        | <other> antibody | none        |
      When the rule book is applied
      Then ir-isa-short-infusion applies to the <role> regimen as info
      And ir-isa-short-infusion says “With <role> intravenous isatuximab”
      And ir-isa-short-infusion says “may depend on the speed of the infusion”
      And ir-isa-short-infusion says “neither a duration or speed of the infusion nor a rate of reactions”
      And ir-isa-short-infusion cites leleu-2022/isatuximab-shorter-infusion

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

  Rule: The rate with subcutaneous daratumumab

    @rule:ir-dara-sc-rate
    Scenario Outline: For daratumumab recorded as subcutaneous
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab  |
        | <role> route     | subcutaneous |
        | <other> antibody | none         |
      When the rule book is applied
      Then ir-dara-sc-rate applies to the <role> regimen as info
      And ir-dara-sc-rate says “With <role> subcutaneous daratumumab the risk of infusion reactions is given as ~15%”
      And ir-dara-sc-rate says “no relative reduction can be stated”
      And ir-dara-sc-rate says “The figure is approximate”
      And ir-dara-sc-rate cites leleu-2022/subcutaneous-daratumumab-infusion-reactions

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:ir-dara-sc-rate
    Scenario Outline: Intravenous daratumumab and isatuximab have no such rate
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody> |
        | current route    | <route>    |
        | planned antibody | none       |
      When the rule book is applied
      Then ir-dara-sc-rate does not apply

      Examples:
        | antibody        | route        |
        | daratumumab     | intravenous  |
        | isatuximab      | subcutaneous |
        | isatuximab      | intravenous  |
        | other anti cd38 | subcutaneous |
        | none            |              |

    @rule:ir-dara-sc-rate
    Scenario Outline: While route or antibody is open, no rate is shown
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | <antibody> |
        | planned route    | <route>    |
      When the rule book is applied
      Then ir-dara-sc-rate can't be decided for the planned regimen without <missing>

      Examples:
        | antibody    | route        | missing                              |
        | daratumumab |              | route (planned regimen)              |
        | daratumumab | undecided    | route (planned regimen)              |
        | undecided   | subcutaneous | anti-CD38 antibody (planned regimen) |

  Rule: When reactions occur with an intravenous antibody, and how severe they are

    @rule:ir-timing-grade
    Scenario Outline: With either antibody recorded as intravenous
      Given a patient assessed on 2024-03-15
        | <role> antibody  | <antibody>  |
        | <role> route     | intravenous |
        | <other> antibody | none        |
      When the rule book is applied
      Then ir-timing-grade applies to the <role> regimen as info
      And ir-timing-grade says “with intravenous <antibody> (<role>) mainly after the first dose”
      And ir-timing-grade says “mostly of grade 1–2 and within the first cycle”
      And ir-timing-grade says “cites no study for this sentence”
      And ir-timing-grade cites leleu-2022/infusion-reactions-grade

      Examples:
        | role    | other   | antibody    |
        | current | planned | daratumumab |
        | current | planned | isatuximab  |
        | planned | current | daratumumab |
        | planned | current | isatuximab  |

    @rule:ir-timing-grade
    Scenario: What holds for both antibodies doesn't wait for the choice between them
      Given a patient assessed on 2024-03-15
        | current antibody | none        |
        | planned antibody | undecided   |
        | planned route    | intravenous |
      When the rule book is applied
      Then ir-timing-grade applies to the planned regimen as info

    @rule:ir-timing-grade
    Scenario Outline: It concerns neither subcutaneous forms nor another antibody
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody> |
        | current route    | <route>    |
        | planned antibody | none       |
      When the rule book is applied
      Then ir-timing-grade does not apply

      Examples:
        | antibody        | route        |
        | daratumumab     | subcutaneous |
        | isatuximab      | subcutaneous |
        | other anti cd38 | intravenous  |
        | none            |              |

    @rule:ir-timing-grade
    Scenario Outline: A route that isn't recorded leaves it open
      Given a patient assessed on 2024-03-15
        | <role> antibody  | <antibody> |
        | <role> route     | <route>    |
        | <other> antibody | none       |
      When the rule book is applied
      Then ir-timing-grade can't be decided for the <role> regimen without route (<role> regimen)

      Examples:
        | role    | other   | antibody    | route     |
        | current | planned | daratumumab |           |
        | current | planned | isatuximab  |           |
        | planned | current | daratumumab | undecided |
