Feature: Bronchodilators and inhaled corticosteroids in COPD

  Rule: With daratumumab and a history of COPD, prophylaxis after each dose is to be considered

    @rule:copd-dara-bronchodilator
    Scenario Outline: A patient with COPD who has or is to have daratumumab is a candidate for prophylaxis
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <role> route     | <route>     |
        | <other> antibody | none        |
        | COPD             | yes         |
      When the rule book is applied
      Then copd-dara-bronchodilator applies to the <role> regimen as warning
      And copd-dara-bronchodilator does not apply to the <other> regimen
      And copd-dara-bronchodilator says “each dose of <role> daratumumab”

      Examples:
        | role    | other   | route        |
        | current | planned | intravenous  |
        | current | planned | subcutaneous |
        | current | planned |              |
        | planned | current | intravenous  |
        | planned | current | subcutaneous |
        | planned | current |              |

    @rule:copd-dara-bronchodilator
    Scenario: An alternative plan with daratumumab calls for prophylaxis as well
      Given a patient assessed on 2024-03-15
        | current antibody     | none        |
        | planned antibody     | isatuximab  |
        | alternative antibody | daratumumab |
        | COPD                 | yes         |
      When the rule book is applied
      Then copd-dara-bronchodilator applies to the alternative regimen as warning
      And copd-dara-bronchodilator does not apply to the planned regimen
      And copd-dara-bronchodilator says “each dose of alternatively planned daratumumab”

    @rule:copd-dara-bronchodilator
    Scenario: Going on with daratumumab in a new plan calls for prophylaxis in both regimens
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | daratumumab |
        | COPD             | yes         |
      When the rule book is applied
      Then copd-dara-bronchodilator applies to the current regimen as warning
      And copd-dara-bronchodilator applies to the planned regimen as warning

    @rule:copd-dara-bronchodilator
    Scenario Outline: Without COPD, or without daratumumab, there is nothing to consider
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
        | COPD             | <COPD>    |
      When the rule book is applied
      Then copd-dara-bronchodilator does not apply

      Examples:
        | current          | planned          | COPD |
        | daratumumab      | none             | no   |
        | none             | daratumumab      | no   |
        | isatuximab       | none             | yes  |
        | none             | isatuximab       | yes  |
        | other anti cd38  | none             | yes  |
        | none             | other anti cd38  | yes  |
        | none             | none             | yes  |

    @rule:copd-dara-bronchodilator
    Scenario: Daratumumab that has ended calls for no further prophylaxis
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
        | COPD             | yes  |
      And an earlier course of daratumumab
        | last dose | 2024-03-01 |
      When the rule book is applied
      Then copd-dara-bronchodilator does not apply

    @rule:copd-dara-bronchodilator
    Scenario: Asthma does not stand in for COPD
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | COPD             | no          |
        | asthma           | yes         |
      When the rule book is applied
      Then copd-dara-bronchodilator does not apply
      And asthma-dara-prophylaxis-not-addressed applies to the current regimen

    @rule:copd-dara-bronchodilator
    Scenario Outline: The lung function decides nothing about prophylaxis in COPD
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | COPD             | yes         |
        | FEV1             | <FEV1>      |
      When the rule book is applied
      Then copd-dara-bronchodilator applies to the current regimen as warning

      Examples:
        | FEV1 |
        |      |
        | 5    |
        | 49.9 |
        | 50   |
        | 120  |

    @rule:copd-dara-bronchodilator
    Scenario: Whether prophylaxis is advised can't be told without the history of COPD
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
      When the rule book is applied
      Then copd-dara-bronchodilator can't be decided for the current regimen without history of COPD

    @rule:copd-dara-bronchodilator
    Scenario: With an undecided plan the antibody has to be known first
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | COPD             | yes       |
      When the rule book is applied
      Then copd-dara-bronchodilator can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:copd-dara-bronchodilator
    Scenario: A plan that nobody recorded is not taken for no plan
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | COPD             | yes  |
      When the rule book is applied
      Then copd-dara-bronchodilator waits for the planned regimen

    @rule:copd-dara-bronchodilator
    Scenario: A major infusion reaction on record is named with the advice
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | planned antibody        | none        |
        | COPD                    | yes         |
        | major infusion reaction | yes         |
      When the rule book is applied
      Then copd-dara-bronchodilator says “A major infusion reaction with the current daratumumab is on record”

    @rule:copd-dara-bronchodilator
    Scenario Outline: No infusion reaction is named where none is on record, or where daratumumab is only planned
      Given a patient assessed on 2024-03-15
        | <role> antibody         | daratumumab |
        | <other> antibody        | none        |
        | COPD                    | yes         |
        | major infusion reaction | <reaction>  |
      When the rule book is applied
      Then copd-dara-bronchodilator does not say “is on record”

      Examples:
        | role    | other   | reaction |
        | current | planned | no       |
        | current | planned |          |
        | planned | current | yes      |

    @rule:copd-dara-bronchodilator
    Scenario: The advice says where it stands and what it leaves open
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab  |
        | current route    | subcutaneous |
        | planned antibody | none         |
        | COPD             | yes          |
      When the rule book is applied
      Then copd-dara-bronchodilator says “after the first 4 doses”
      And copd-dara-bronchodilator says “taking the subcutaneous form in as well is this product's choice”
      And copd-dara-bronchodilator says “No product, dose or duration”
      And copd-dara-bronchodilator says “COPD with FEV1 < 50%”

  Rule: After four doses of daratumumab without a major infusion reaction, prophylaxis may end

    @rule:copd-dara-prophylaxis-stop @rule:copd-dara-bronchodilator
    Scenario Outline: The fourth dose opens the way to end prophylaxis
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | planned antibody        | none        |
        | current doses given     | <doses>     |
        | COPD                    | yes         |
        | major infusion reaction | no          |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop applies to the current regimen as info
      And copd-dara-bronchodilator is silenced by copd-dara-prophylaxis-stop
      And copd-dara-bronchodilator does not apply

      Examples:
        | doses |
        | 4     |
        | 5     |
        | 23    |

    @rule:copd-dara-prophylaxis-stop
    Scenario Outline: Before the fourth dose prophylaxis stays
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | planned antibody        | none        |
        | current doses given     | <doses>     |
        | COPD                    | yes         |
        | major infusion reaction | no          |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop does not apply
      And copd-dara-bronchodilator applies to the current regimen as warning

      Examples:
        | doses |
        | 0     |
        | 1     |
        | 3     |

    @rule:copd-dara-prophylaxis-stop
    Scenario: After a major infusion reaction prophylaxis stays
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | planned antibody        | none        |
        | current doses given     | 4           |
        | COPD                    | yes         |
        | major infusion reaction | yes         |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop does not apply
      And copd-dara-bronchodilator applies to the current regimen as warning

    @rule:copd-dara-prophylaxis-stop
    Scenario Outline: Without COPD, or with another antibody, there is no prophylaxis to end
      Given a patient assessed on 2024-03-15
        | current antibody        | <antibody> |
        | planned antibody        | none       |
        | current doses given     | 4          |
        | COPD                    | <COPD>     |
        | major infusion reaction | no         |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop does not apply

      Examples:
        | antibody        | COPD |
        | daratumumab     | no   |
        | isatuximab      | yes  |
        | other anti cd38 | yes  |

    @rule:copd-dara-prophylaxis-stop
    Scenario: Daratumumab planned for a second time starts the count again
      Given a patient assessed on 2024-03-15
        | current antibody        | none        |
        | planned antibody        | daratumumab |
        | COPD                    | yes         |
        | major infusion reaction | no          |
      And an earlier course of daratumumab
        | last dose | 2022-05-02 |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop does not apply
      And copd-dara-bronchodilator applies to the planned regimen as warning

    @rule:copd-dara-prophylaxis-stop
    Scenario: Four doses of the current course say nothing of daratumumab that is planned
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | current doses given     | 4           |
        | planned antibody        | daratumumab |
        | COPD                    | yes         |
        | major infusion reaction | no          |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop applies to the current regimen as info
      And copd-dara-prophylaxis-stop does not apply to the planned regimen
      And copd-dara-bronchodilator does not apply to the current regimen
      And copd-dara-bronchodilator applies to the planned regimen as warning

    @rule:copd-dara-prophylaxis-stop
    Scenario Outline: While the count, the reaction or COPD isn't recorded, nobody is told that prophylaxis may end
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | planned antibody        | none        |
        | current doses given     | <doses>     |
        | COPD                    | <COPD>      |
        | major infusion reaction | <reaction>  |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop can't be decided for the current regimen without <missing>

      Examples:
        | doses | COPD | reaction | missing                       |
        |       | yes  | no       | doses given (current regimen) |
        | 4     | yes  |          | major infusion reaction       |
        | 4     |      | no       | history of COPD               |
        |       |      |          | doses given (current regimen) |

    @rule:copd-dara-prophylaxis-stop @rule:copd-dara-bronchodilator
    Scenario Outline: Doubt about the end of prophylaxis doesn't silence the advice to consider it
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | planned antibody        | none        |
        | current doses given     | <doses>     |
        | COPD                    | yes         |
        | major infusion reaction | <reaction>  |
      When the rule book is applied
      Then copd-dara-bronchodilator applies to the current regimen as warning

      Examples:
        | doses | reaction |
        |       | no       |
        | 4     |          |
        |       |          |
        | 3     |          |
        |       | yes      |

    @rule:copd-dara-prophylaxis-stop
    Scenario: The end of prophylaxis is offered, not ordered
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | planned antibody        | none        |
        | current doses given     | 4           |
        | COPD                    | yes         |
        | major infusion reaction | no          |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop says “first 4 doses done, no major infusion reaction: consider whether”
      And copd-dara-prophylaxis-stop says “not that they should”
      And copd-dara-prophylaxis-stop says “a split dose counts once”
      And copd-dara-prophylaxis-stop says “What makes an infusion reaction a major one isn't defined”

  Rule: After isatuximab no bronchodilator prophylaxis is required

    @rule:copd-isa-no-prophylaxis
    Scenario Outline: A patient with COPD who has or is to have isatuximab needs no required prophylaxis
      Given a patient assessed on 2024-03-15
        | <role> antibody  | isatuximab |
        | <other> antibody | none       |
        | COPD             | yes        |
      When the rule book is applied
      Then copd-isa-no-prophylaxis applies to the <role> regimen as info
      And copd-isa-no-prophylaxis does not apply to the <other> regimen
      And copd-isa-no-prophylaxis says “not required after <role> isatuximab”
      And copd-isa-no-prophylaxis says “doesn't mean that there is no respiratory risk”
      And copd-isa-no-prophylaxis says “no respiratory outcome with isatuximab”

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:copd-isa-no-prophylaxis
    Scenario Outline: Without COPD, or with daratumumab, nothing is said of isatuximab
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
        | COPD             | <COPD>    |
      When the rule book is applied
      Then copd-isa-no-prophylaxis does not apply

      Examples:
        | current     | planned         | COPD |
        | isatuximab  | none            | no   |
        | none        | isatuximab      | no   |
        | daratumumab | none            | yes  |
        | none        | daratumumab     | yes  |
        | none        | other anti cd38 | yes  |

    @rule:copd-isa-no-prophylaxis
    Scenario: Whether it concerns the patient can't be told without the history of COPD
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
        | asthma           | yes        |
      When the rule book is applied
      Then copd-isa-no-prophylaxis can't be decided for the planned regimen without history of COPD

    @rule:copd-isa-no-prophylaxis
    Scenario: With an undecided plan it waits for the choice of antibody
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | COPD             | yes       |
      When the rule book is applied
      Then copd-isa-no-prophylaxis can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:copd-isa-no-prophylaxis
    Scenario Outline: With a very low FEV1 the silence of the source is named
      Given a patient assessed on 2024-03-15
        | current antibody | isatuximab |
        | planned antibody | none       |
        | COPD             | yes        |
        | FEV1             | <FEV1>     |
      When the rule book is applied
      Then copd-isa-no-prophylaxis <says> “For an FEV1 this low”

      Examples:
        | FEV1 | says         |
        | 49.9 | says         |
        | 50   | does not say |
        | 50.1 | does not say |
        |      | does not say |

    @rule:copd-isa-no-prophylaxis @rule:copd-dara-bronchodilator
    Scenario: In a switch each antibody has its own advice, named with its role
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | isatuximab  |
        | COPD             | yes         |
      When the rule book is applied
      Then copd-dara-bronchodilator applies to the current regimen as warning
      And copd-isa-no-prophylaxis applies to the planned regimen as info
      And copd-dara-bronchodilator says “each dose of current daratumumab”
      And copd-isa-no-prophylaxis says “not required after planned isatuximab”
      And copd-dara-bronchodilator does not apply to the planned regimen
      And copd-isa-no-prophylaxis does not apply to the current regimen

  Rule: Doses of a plan end no prophylaxis

    @rule:copd-dara-prophylaxis-stop @rule:missing-ir-history
    Scenario Outline: Doses that are counted for a planned regimen are no doses given so far
      Given a patient assessed on 2024-03-15
        | current antibody        | none        |
        | planned antibody        | daratumumab |
        | planned doses given     | 4           |
        | COPD                    | yes         |
        | major infusion reaction | <reaction>  |
      When the rule book is applied
      Then copd-dara-prophylaxis-stop does not apply
      And missing-ir-history does not apply
      And copd-dara-bronchodilator applies to the planned regimen as warning

      Examples:
        | reaction |
        | no       |
        |          |
